import type { ProblemCode } from '@assay/contracts';

/** What is expected to go wrong is a value. `detail`: what happened and what to do. */
export type Refusal = {
  readonly ok: false;
  readonly code: ProblemCode;
  readonly detail: string;
  /** What the server holds, where the refusal is a conflict. */
  readonly current?: unknown;
};
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(code: ProblemCode, detail: string, current?: unknown): Refusal {
  return current === undefined ? { ok: false, code, detail } : { ok: false, code, detail, current };
}

export const NO_ATTEMPT = refused(
  'not_found',
  'There is no such attempt, or it is not yours. Open your invitation link again.',
);
export const NO_SUBMISSION = refused('not_found', 'There is no such submission, or it is not yours.');
export const INVITATION_EXPIRED = refused(
  'invitation_expired',
  'This invitation has expired. Ask whoever sent it for a new one.',
);
