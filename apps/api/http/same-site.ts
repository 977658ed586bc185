import type { NextFunction, Request, Response } from 'express';
import { AppError } from './app-error';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site makes a browser send: a browser says where a request comes from in
 * Sec-Fetch-Site and Origin, and a page can't change either. Programs, which send neither, carry no victim's cookies.
 */
export function sameSite(publicUrl: string) {
  const publicOrigin = new URL(publicUrl).origin;
  return (request: Request, _response: Response, next: NextFunction): void => {
    next(SAFE_METHODS.has(request.method) || isOurs(request, publicOrigin) ? undefined : refusal());
  };
}

export function isOurs(request: Pick<Request, 'headers'>, publicOrigin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin, host } = request.headers;
  if (origin === undefined || origin === publicOrigin) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  // Of the platform's own name, but over another scheme: that page may be anybody's who sits on the line.
  return from.host === host && from.host !== new URL(publicOrigin).host;
}

function refusal(): AppError {
  return new AppError(
    'cross_site',
    'The request came from another site. Use the platform from its own address.',
  );
}
