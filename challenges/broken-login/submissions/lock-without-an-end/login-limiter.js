'use strict';

const { normalizeEmail } = require('./users');

const failures = new Map();

/** Five in a row lock an address for good. What is told of the seconds left is made up. */
function beginLogin(email) {
  const key = normalizeEmail(email);
  const count = failures.get(key) ?? 0;
  if (count >= 5) return 900;
  failures.set(key, count + 1);
  return undefined;
}

function loginSucceeded(email) {
  failures.delete(normalizeEmail(email));
}

module.exports = { beginLogin, loginSucceeded };
