import type { ProblemCode } from '@assay/contracts';
import type { Outcome, Refusal } from '@assay/persistence';

export interface BodyIssue {
  readonly path: string;
  readonly message: string;
}

/** What a request is refused with. The filter turns it into problem+json. */
export class AppError extends Error {
  constructor(
    readonly code: ProblemCode,
    /** What happened and what to do about it: shown to people. */
    readonly detail: string,
    readonly extra: {
      readonly issues?: readonly BodyIssue[];
      readonly current?: unknown;
      /** Sent as Retry-After. */
      readonly retryAfterSeconds?: number;
    } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'AppError';
  }
}

export function refusalError(refusal: Refusal): AppError {
  return new AppError(
    refusal.code,
    refusal.detail,
    refusal.current === undefined ? {} : { current: refusal.current },
  );
}

/** The value of an outcome, or its refusal as an error. */
export function orThrow<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw refusalError(outcome);
}

/** One answer for what does not exist and for what is somebody else's. */
export function notFound(what: 'attempt' | 'submission' | 'address'): AppError {
  const details = {
    attempt: 'There is no such attempt, or it is not yours. Open your invitation link again.',
    submission: 'There is no such submission, or it is not yours.',
    address: 'There is nothing at this address. The API is described at /api/docs.',
  };
  return new AppError('not_found', details[what]);
}
