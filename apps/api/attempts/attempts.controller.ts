import {
  attemptViewSchema,
  candidateChallengeSchema,
  saveDraftBodySchema,
  savedDraftSchema,
} from '@assay/contracts';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { Problems } from '../http/problem-response';
import { RateLimit } from '../http/rate-limit.guard';
import { AttemptAccessGuard } from './attempt-access.guard';
import { AttemptStreamService } from './attempt-stream.service';
import { AttemptsService } from './attempts.service';

class AttemptViewDto extends createZodDto(attemptViewSchema) {}
class CandidateChallengeDto extends createZodDto(candidateChallengeSchema) {}
class SaveDraftBodyDto extends createZodDto(saveDraftBodySchema) {}
class SavedDraftDto extends createZodDto(savedDraftSchema) {}

@ApiTags('attempts')
@Controller('api/attempts/:id')
@UseGuards(AttemptAccessGuard)
@Problems('not_found')
export class AttemptsController {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly streams: AttemptStreamService,
  ) {}

  @Get()
  @ZodResponse({
    status: 200,
    type: AttemptViewDto,
    description: 'The attempt, its clock and its challenges.',
  })
  view(@Param('id') id: string) {
    return this.attempts.view(id);
  }

  @Post('start')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: AttemptViewDto, description: 'Started: the clock runs.' })
  @Problems('attempt_already_started', 'attempt_over', 'invitation_expired', 'too_many_requests')
  start(@Param('id') id: string) {
    return this.attempts.start(id);
  }

  @Post('finish')
  @HttpCode(200)
  @ZodResponse({
    status: 200,
    type: AttemptViewDto,
    description: 'Finished: what was saved has been submitted.',
  })
  @Problems('attempt_not_started', 'attempt_over', 'too_many_requests')
  finish(@Param('id') id: string) {
    return this.attempts.finish(id);
  }

  @Get('events')
  @ApiOkResponse({
    description:
      'Server-sent events named `attempt`, each an AttemptView, at the start and whenever it changes.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @Problems('too_many_requests')
  events(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.streams.stream(id, request, response);
  }

  @Get('challenges/:slug')
  @ZodResponse({
    status: 200,
    type: CandidateChallengeDto,
    description: 'Statement, starters and saved work.',
  })
  @Problems('unknown_challenge', 'attempt_not_started', 'challenge_unavailable')
  challenge(@Param('id') id: string, @Param('slug') slug: string) {
    return this.attempts.challenge(id, slug);
  }

  @Put('challenges/:slug/draft')
  @RateLimit('drafts')
  @ZodResponse({ status: 200, type: SavedDraftDto, description: 'Saved.' })
  @Problems(
    ...([
      'invalid_body',
      'invalid_path',
      'too_many_files',
      'unknown_language',
      'submission_too_large',
      'protected_file',
    ] as const),
    ...(['unknown_challenge', 'attempt_not_started', 'attempt_over', 'draft_conflict'] as const),
    'too_many_requests',
  )
  saveDraft(@Param('id') id: string, @Param('slug') slug: string, @Body() body: SaveDraftBodyDto) {
    return this.attempts.saveDraft(id, slug, body);
  }
}
