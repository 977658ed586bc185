import {
  BadRequestException,
  Catch,
  HttpStatus,
  Logger,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Response } from 'express';
import { ApiError, malformedJson, notFound } from './api-error';

/** Gives every error the one shape that errors have. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ApiErrorFilter.name);

  catch(exception: unknown, host: ArgumentsHost): void {
    const error = this.toApiError(exception);
    host.switchToHttp().getResponse<Response>().status(error.getStatus()).json(error.getResponse());
  }

  private toApiError(exception: unknown): ApiError {
    if (exception instanceof ApiError) return exception;
    if (exception instanceof NotFoundException) return notFound('path');
    // What Nest makes of a body that can't be parsed.
    if (exception instanceof BadRequestException) return malformedJson();
    this.logger.error(exception);
    return new ApiError(HttpStatus.INTERNAL_SERVER_ERROR, 'internal', 'Something failed');
  }
}
