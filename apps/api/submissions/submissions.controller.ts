import { createSubmissionBodySchema, createdSubmissionSchema, submissionViewSchema } from '@assay/contracts';
import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { AttemptAccessGuard } from '../attempts/attempt-access.guard';
import { Problems } from '../http/problem-response';
import { RateLimit } from '../http/rate-limit.guard';
import { SubmissionAccessGuard } from './submission-access.guard';
import { SubmissionStreamService } from './submission-stream.service';
import { SubmissionsService } from './submissions.service';

class CreateSubmissionBodyDto extends createZodDto(createSubmissionBodySchema) {}
class CreatedSubmissionDto extends createZodDto(createdSubmissionSchema) {}
class SubmissionViewDto extends createZodDto(submissionViewSchema) {}

@ApiTags('submissions')
@Controller('api/attempts/:id/submissions')
@UseGuards(AttemptAccessGuard)
@Problems('not_found')
export class AttemptSubmissionsController {
  constructor(private readonly submissions: SubmissionsService) {}

  @Get()
  @RateLimit('results')
  @Problems('too_many_requests')
  @ZodResponse({
    status: 200,
    type: [SubmissionViewDto],
    description: 'Runs and submissions, newest first, without the long texts of their tests.',
  })
  list(@Param('id') id: string) {
    return this.submissions.ofAttempt(id);
  }

  @Post()
  @RateLimit('submissions')
  @ZodResponse({ status: 202, type: CreatedSubmissionDto, description: 'Taken; its events tell the rest.' })
  @Problems(
    ...(['invalid_body', 'submission_empty', 'too_many_files', 'invalid_path', 'invalid_encoding'] as const),
    ...(['unknown_language', 'submission_too_large', 'unknown_challenge', 'attempt_not_started'] as const),
    ...(['attempt_over', 'judging_in_progress', 'submissions_exhausted', 'too_many_requests'] as const),
    ...(['language_off', 'runs_exhausted', 'protected_file'] as const),
  )
  create(@Param('id') id: string, @Body() body: CreateSubmissionBodyDto) {
    return this.submissions.create(id, body);
  }
}

@ApiTags('submissions')
@Controller('api/submissions/:id')
@UseGuards(SubmissionAccessGuard)
@Problems('not_found')
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly streams: SubmissionStreamService,
  ) {}

  @Get()
  @RateLimit('results')
  @Problems('too_many_requests')
  @ZodResponse({
    status: 200,
    type: SubmissionViewDto,
    description: 'A submission as its candidate may see it.',
  })
  view(@Param('id') id: string) {
    return this.submissions.view(id);
  }

  @Get('events')
  @RateLimit('results')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Begin after this event.' })
  @ApiQuery({ name: 'after', required: false, description: 'The same, where headers can not be set.' })
  @ApiOkResponse({
    description:
      'Server-sent events, named by their type, with `seq` as id and `{seq, event}` as data. Ends after the last one.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiNoContentResponse({
    description: 'There is nothing after the event that was seen, and nothing will come.',
  })
  @Problems('too_many_requests')
  events(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.streams.stream(id, request, response);
  }
}
