import { submissionReviewSchema } from '@assay/contracts';
import type { SignedInManager } from '@assay/persistence';
import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { Problems } from '../http/problem-response';
import { CurrentManager, ManagerGuard } from '../sessions/manager.guard';
import { SubmissionsService } from './submissions.service';

class SubmissionReviewDto extends createZodDto(submissionReviewSchema) {}

@ApiTags('reviews')
@Controller('api/submissions')
@UseGuards(ManagerGuard)
export class SubmissionReviewsController {
  constructor(private readonly submissions: SubmissionsService) {}

  @Get(':id/review')
  @ZodResponse({ status: 200, type: SubmissionReviewDto, description: 'A submission with everything in it.' })
  @Problems('unauthenticated', 'not_found')
  review(@Param('id') id: string, @CurrentManager() manager: SignedInManager) {
    return this.submissions.review(id, manager);
  }
}
