import { attemptReviewSchema, attemptSummarySchema, extraTimeBodySchema } from '@assay/contracts';
import type { SignedInManager } from '@assay/persistence';
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { Problems } from '../http/problem-response';
import { CurrentManager, ManagerGuard } from '../sessions/manager.guard';
import { AttemptReviewsService } from './attempt-reviews.service';

class AttemptSummaryDto extends createZodDto(attemptSummarySchema) {}
class AttemptReviewDto extends createZodDto(attemptReviewSchema) {}
class ExtraTimeBodyDto extends createZodDto(extraTimeBodySchema) {}

@ApiTags('reviews')
@Controller('api/attempts')
@UseGuards(ManagerGuard)
@Problems('unauthenticated')
export class AttemptReviewsController {
  constructor(private readonly reviews: AttemptReviewsService) {}

  @Get()
  @ZodResponse({
    status: 200,
    type: [AttemptSummaryDto],
    description: 'The attempts of the organisation, newest first.',
  })
  list(@CurrentManager() manager: SignedInManager) {
    return this.reviews.list(manager);
  }

  @Get(':id/review')
  @ZodResponse({ status: 200, type: AttemptReviewDto, description: 'An attempt with all its submissions.' })
  @Problems('not_found')
  review(@Param('id') id: string, @CurrentManager() manager: SignedInManager) {
    return this.reviews.review(id, manager);
  }

  @Post(':id/extra-time')
  @HttpCode(200)
  @ZodResponse({
    status: 200,
    type: AttemptSummaryDto,
    description: 'Given; it reaches an open page at once.',
  })
  @Problems('invalid_body', 'not_found', 'attempt_over')
  addExtraTime(
    @Param('id') id: string,
    @Body() body: ExtraTimeBodyDto,
    @CurrentManager() manager: SignedInManager,
  ) {
    return this.reviews.addExtraTime(id, body, manager);
  }
}
