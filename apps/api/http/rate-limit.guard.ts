import { Injectable, SetMetadata, UseGuards, applyDecorators, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, Throttle, type ThrottlerOptions } from '@nestjs/throttler';
import type { Request } from 'express';

const MINUTE_MS = 60_000;

/**
 * How often something may be done, and by whom. Submissions are limited by attempt, not by address: a whole class may
 * sit behind one.
 */
const LIMITS = {
  'sign-in': {
    limit: 20,
    ttl: MINUTE_MS,
    tracker: (request: Request) => `${addressOf(request)} ${emailOf(request)}`,
  },
  'open-invitation': { limit: 60, ttl: MINUTE_MS, tracker: addressOf },
  submissions: { limit: 60, ttl: MINUTE_MS, tracker: (request: Request) => String(request.params.id) },
} as const;
export type RateLimitName = keyof typeof LIMITS;

/** The one limiter that the module knows; routes set their own numbers. */
export const THROTTLERS: ThrottlerOptions[] = [{ name: 'default', limit: 60, ttl: MINUTE_MS }];

const NAME = 'assay:rate-limit';

@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override generateKey(context: ExecutionContext, _tracker: string, limiter: string): string {
    const name = this.reflector.get<RateLimitName>(NAME, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    return super.generateKey(context, LIMITS[name].tracker(request), limiter);
  }
}

/** Limits how often a route may be called. */
export function RateLimit(name: RateLimitName): MethodDecorator {
  const { limit, ttl } = LIMITS[name];
  return applyDecorators(
    SetMetadata(NAME, name),
    Throttle({ default: { limit, ttl } }),
    UseGuards(RateLimitGuard),
  );
}

function addressOf(request: Request): string {
  return request.ip ?? '';
}

/** The account that is tried, so that one mistyped password does not lock out a whole office. */
function emailOf(request: Request): string {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !('email' in body)) return '';
  return typeof body.email === 'string' ? body.email.toLowerCase().slice(0, 254) : '';
}
