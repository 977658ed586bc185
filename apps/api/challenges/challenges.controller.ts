import { challengeListSchema } from '@assay/contracts';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { Problems } from '../http/problem-response';
import { ChallengeCatalogService } from '../platform/challenge-catalog.service';
import { ManagerGuard } from '../sessions/manager.guard';

class ChallengeListDto extends createZodDto(challengeListSchema) {}

@ApiTags('challenges')
@Controller('api/challenges')
@UseGuards(ManagerGuard)
export class ChallengesController {
  constructor(private readonly catalog: ChallengeCatalogService) {}

  @Get()
  @ZodResponse({
    status: 200,
    type: ChallengeListDto,
    description: 'Challenges that are served, and faults of others.',
  })
  @Problems('unauthenticated')
  list() {
    return this.catalog.list();
  }
}
