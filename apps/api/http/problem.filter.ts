import { PROBLEMS, type Problem, type ProblemCode } from '@assay/contracts';
import { isDatabaseAway } from '@assay/persistence';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { AppError, notFound } from './app-error';
import { requestIdOf } from './request-id';

/** Turns whatever was thrown into a problem of RFC 9457. What is ours is logged; nothing of it is told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const error = appErrorOf(thrown);
    const requestId = requestIdOf(response);
    if (error.code === 'internal' || error.code === 'not_ready') {
      this.logger.error({ err: thrown, requestId }, error.code);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, title } = PROBLEMS[error.code];
    const problem: Problem = {
      type: `urn:assay:problem:${error.code}`,
      title,
      status,
      detail: error.detail,
      code: error.code,
      requestId,
      ...(error.extra.issues === undefined ? {} : { issues: [...error.extra.issues] }),
      ...(error.extra.current === undefined ? {} : { current: error.extra.current }),
    };
    if (error.extra.retryAfterSeconds !== undefined) {
      response.set('Retry-After', String(error.extra.retryAfterSeconds));
    }
    response.status(status).type('application/problem+json').set('Cache-Control', 'no-store');
    response.send(JSON.stringify(problem));
  }
}

export function appErrorOf(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof HttpException) return ofHttp(thrown);
  if (isDatabaseAway(thrown)) {
    return new AppError(
      'not_ready',
      'The platform is starting, or its database is. Try again in a few seconds.',
    );
  }
  return new AppError(
    'internal',
    'Something failed on our side. Try again; if it stays, tell us the request id.',
  );
}

const CODES_BY_STATUS: Partial<Record<number, ProblemCode>> = {
  403: 'forbidden',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

function ofHttp(thrown: HttpException): AppError {
  const status = thrown.getStatus();
  // 400: Nest's answer to an address that can't be decoded. Our own refusals of bodies are AppErrors.
  if (status === 404 || status === 400) return notFound('address');
  const code = CODES_BY_STATUS[status];
  if (code !== undefined) return new AppError(code, thrown.message);
  return new AppError(
    'internal',
    'Something failed on our side. Try again; if it stays, tell us the request id.',
  );
}
