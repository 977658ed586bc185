import { normalizeEmail } from './users';

const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60 * 1000;
/** Addresses that are remembered before the stale ones are thrown out. */
const SWEEP_AT = 10_000;

interface Attempts {
  count: number;
  /** When all this is forgotten: 15 minutes after the last attempt that was let through. */
  until: number;
}

const attemptsByEmail = new Map<string, Attempts>();

/**
 * Counts an attempt before it is tried, so that attempts that arrive together count too.
 * Gives the seconds to wait when it must not be tried. `loginSucceeded` takes the count back.
 */
export function beginLogin(email: string, client: string): number | undefined {
  const key = `${client} ${normalizeEmail(email)}`;
  const now = Date.now();
  let attempts = attemptsByEmail.get(key);
  if (attempts === undefined || attempts.until <= now) {
    if (attemptsByEmail.size >= SWEEP_AT) sweep(now);
    attempts = { count: 0, until: 0 };
    attemptsByEmail.set(key, attempts);
  }
  if (attempts.count >= MAX_FAILURES) return Math.ceil((attempts.until - now) / 1000);
  attempts.count += 1;
  attempts.until = now + LOCK_MS;
  return undefined;
}

export function loginSucceeded(email: string, client: string): void {
  attemptsByEmail.delete(`${client} ${normalizeEmail(email)}`);
}

function sweep(now: number): void {
  for (const [key, { until }] of attemptsByEmail) {
    if (until <= now) attemptsByEmail.delete(key);
  }
}
