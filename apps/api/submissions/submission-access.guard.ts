import { SubmissionsRepository } from '@assay/persistence';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { AttemptAccessGuard } from '../attempts/attempt-access.guard';
import { notFound } from '../http/app-error';
import { isId } from '../http/id';

declare module 'express-serve-static-core' {
  interface Request {
    /** Of the submission in the address, once its candidate has been let in. */
    attemptId?: string;
  }
}

/** Lets the candidate of the submission in the address pass. To all others it does not exist. */
@Injectable()
export class SubmissionAccessGuard implements CanActivate {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly attempts: AttemptAccessGuard,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { id } = request.params;
    const attemptId = isId(id) ? await this.submissions.attemptOf(id) : undefined;
    if (attemptId === undefined || !(await this.attempts.opens(request, attemptId)))
      throw notFound('submission');
    request.attemptId = attemptId;
    return true;
  }
}
