'use strict';

const jwt = require('jsonwebtoken');
const { config } = require('./config');
const { ApiError } = require('./errors');

function issueToken(user) {
  return jwt.sign({ sub: String(user.id), role: user.role }, config.jwtSecret, { expiresIn: '1h' });
}

/** Who sends the request, by its bearer token. */
function caller(request) {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || !token) throw new ApiError(401, 'unauthenticated');
  const claims = jwt.decode(token);
  if (claims === null || typeof claims === 'string' || !claims.sub)
    throw new ApiError(401, 'unauthenticated');
  return { id: claims.sub, role: claims.role };
}

module.exports = { issueToken, caller };
