import { createSecretKey } from 'node:crypto';
import type { Request } from 'express';
import jwt from 'jsonwebtoken';
import { config } from './config';
import { ApiError } from './errors';
import { wholeNumber } from './ids';
import { findUser, type UserRow } from './users';

/** Made once: from a text, jsonwebtoken would look for a public key in it each time. */
const key = createSecretKey(Buffer.from(config.jwtSecret));

export function issueToken(user: UserRow): string {
  return jwt.sign({ sub: String(user.id), role: user.role }, key, { expiresIn: '1h' });
}

/** The account that sends the request, by its bearer token, as the database has it now. */
export async function caller(request: Request): Promise<UserRow> {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || !token) throw new ApiError(401, 'unauthenticated');
  const id = wholeNumber(subjectOf(token));
  const user = id === undefined ? undefined : await findUser(id);
  if (!user) throw new ApiError(401, 'unauthenticated');
  return user;
}

/** The subject of a genuine token. jsonwebtoken checks an exp where there is one, but does not ask for it. */
function subjectOf(token: string): unknown {
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
