'use strict';

const { createSecretKey } = require('node:crypto');
const jwt = require('jsonwebtoken');
const { config } = require('./config');
const { ApiError } = require('./errors');
const { wholeNumber } = require('./ids');
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
  const claims = claimsOf(token);
  const id = wholeNumber(claims?.sub);
  const user = id === undefined ? undefined : await findUser(id);
  if (!user) throw new ApiError(401, 'unauthenticated');
  return { ...user, role: claims.role };
}

/** The claims of a token whose signature holds. */
function claimsOf(token) {
  try {
    return jwt.verify(token, key, { algorithms: ['HS256'] });
  } catch {
    // Not only JsonWebTokenError: a payload that is no object fails in other ways.
    return undefined;
  }
}

module.exports = { issueToken, caller };
