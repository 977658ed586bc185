import type { Request } from 'express';
import jwt from 'jsonwebtoken';
import { config } from './config';
import { ApiError } from './errors';
import type { UserRow } from './users';

export interface Caller {
  id: string;
  role: string;
}

export function issueToken(user: UserRow): string {
  return jwt.sign({ sub: String(user.id), role: user.role }, config.jwtSecret, { expiresIn: '1h' });
}

/** Who sends the request, by its bearer token. */
export function caller(request: Request): Caller {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || !token) throw new ApiError(401, 'unauthenticated');
  const claims = jwt.decode(token);
  if (claims === null || typeof claims === 'string' || !claims.sub)
    throw new ApiError(401, 'unauthenticated');
  return { id: claims.sub, role: claims.role };
}
