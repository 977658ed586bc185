import {
  Injectable,
  SetMetadata,
  UseGuards,
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { AppError } from './app-error';
import type { RateLimitName } from './rate-limit-rules';
import { RateLimitsService } from './rate-limits.service';

const NAME = 'assay:rate-limit';

@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimitsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<RateLimitName>(NAME, context.getHandler());
    const response = context.switchToHttp().getResponse<Response>();
    const taken = await this.limits.take(name, context.switchToHttp().getRequest<Request>());
    if (!taken.ok) {
      const seconds = Math.ceil(taken.waitMs / 1_000);
      throw new AppError(
        'too_many_requests',
        `${taken.detail} Try again in ${String(seconds)} ${seconds === 1 ? 'second' : 'seconds'}.`,
        { retryAfterSeconds: seconds },
      );
    }
    response.once('finish', () => {
      // What failed on our side is no try of theirs.
      if (response.statusCode < 400 || response.statusCode >= 500) taken.forgive();
    });
    return true;
  }
}

/** Limits how often a route may be called; see the rules. */
export function RateLimit(name: RateLimitName): MethodDecorator {
  return applyDecorators(SetMetadata(NAME, name), UseGuards(RateLimitGuard));
}
