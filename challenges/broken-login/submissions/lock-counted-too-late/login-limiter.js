'use strict';

const { normalizeEmail } = require('./users');

const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60 * 1000;
/** Addresses that are remembered before the stale ones are thrown out. */
const SWEEP_AT = 10_000;

const attemptsByEmail = new Map();

/** The seconds to wait when a login must not be tried. */
function beginLogin(email) {
  const key = normalizeEmail(email);
  const now = Date.now();
  let attempts = attemptsByEmail.get(key);
  if (attempts === undefined || attempts.until <= now) {
    if (attemptsByEmail.size >= SWEEP_AT) sweep(now);
    attempts = { count: 0, until: now + LOCK_MS };
    attemptsByEmail.set(key, attempts);
  }
  if (attempts.count >= MAX_FAILURES) return Math.ceil((attempts.until - now) / 1000);
  return undefined;
}

function loginFailed(email) {
  const attempts = attemptsByEmail.get(normalizeEmail(email));
  if (attempts === undefined) return;
  attempts.count += 1;
  attempts.until = Date.now() + LOCK_MS;
}

function loginSucceeded(email) {
  attemptsByEmail.delete(normalizeEmail(email));
}

function sweep(now) {
  for (const [key, { until }] of attemptsByEmail) {
    if (until <= now) attemptsByEmail.delete(key);
  }
}

module.exports = { beginLogin, loginFailed, loginSucceeded };
