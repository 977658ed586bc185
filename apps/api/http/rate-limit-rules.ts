import type { Request } from 'express';
import { addressKey } from './address-key';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** At most `limit` requests in any window of `windowMs`, of all that have the same key. */
export interface RateLimitRule {
  /** Part of the counter's name: rules with different names never share one. */
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
  /** Who or what is counted. */
  readonly key: (request: Request) => string;
}

export interface RateLimit {
  /** Every one of them has to have room. */
  readonly rules: readonly RateLimitRule[];
  /** True: what succeeds is not counted, so that a whole class behind one address is no attacker. */
  readonly failuresOnly: boolean;
  /** What a person is told, before how long to wait. */
  readonly detail: string;
}

/**
 * How often something may be done, and by whom. Drafts, runs and submissions are limited by attempt, not by address: a whole
 * class may sit behind one.
 */
export const RATE_LIMITS = {
  'sign-in': {
    failuresOnly: true,
    detail: 'Too many sign-ins have failed.',
    rules: [
      {
        name: 'sign-in',
        limit: 20,
        windowMs: MINUTE_MS,
        key: (request) => `${addressOf(request)} ${accountOf(request)}`,
      },
      // Guesses at many accounts, a few at each.
      { name: 'sign-in-address', limit: 100, windowMs: 15 * MINUTE_MS, key: addressOf },
      // Guesses from many addresses: NIST SP 800-63B allows an account no more than 100 in a row.
      { name: 'sign-in-account', limit: 100, windowMs: HOUR_MS, key: accountOf },
    ],
  },
  'open-invitation': {
    failuresOnly: true,
    detail: 'Too many links that do not exist were opened.',
    // Links can't be guessed; this keeps load off. What is under way counts too, and a class begins in one second.
    rules: [{ name: 'open-invitation', limit: 200, windowMs: MINUTE_MS, key: addressOf }],
  },
  submissions: {
    failuresOnly: false,
    detail: 'Runs and submissions of this attempt come too fast.',
    rules: [
      { name: 'submissions-minute', limit: 60, windowMs: MINUTE_MS, key: attemptOf },
      { name: 'submissions-hour', limit: 600, windowMs: HOUR_MS, key: attemptOf },
    ],
  },
  drafts: {
    failuresOnly: false,
    detail: 'Drafts of this attempt are saved too often.',
    // A page saves at most every 0.8 s, one request at a time.
    rules: [
      { name: 'drafts-minute', limit: 120, windowMs: MINUTE_MS, key: attemptOf },
      { name: 'drafts-hour', limit: 4_000, windowMs: HOUR_MS, key: attemptOf },
    ],
  },
  results: {
    failuresOnly: false,
    detail: 'The results of this attempt are read too often.',
    // Long ones: a page reads them once, and again when it was away.
    rules: [{ name: 'results-minute', limit: 300, windowMs: MINUTE_MS, key: attemptOf }],
  },
} as const satisfies Record<string, RateLimit>;
export type RateLimitName = keyof typeof RATE_LIMITS;

function addressOf(request: Request): string {
  return addressKey(request.ip ?? '');
}

/** The account that is tried, however it is spelt. */
function accountOf(request: Request): string {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !('email' in body)) return '';
  return typeof body.email === 'string' ? body.email.toLowerCase().slice(0, 254) : '';
}

/** The attempt in the address, or that of the submission there. An id is the same in capitals. */
function attemptOf(request: Request): string {
  return (request.attemptId ?? String(request.params.id)).toLowerCase();
}
