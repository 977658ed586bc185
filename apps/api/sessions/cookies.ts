import { CANDIDATE_SESSION_MS, MANAGER_SESSION_MS } from '@assay/persistence';
import type { CookieOptions, Request, Response } from 'express';
import type { Environment } from '../environment';

const MANAGER_COOKIE = 'assay_manager';
/** One cookie for each attempt: opening another invitation in the same browser leaves the first one open. */
const candidateCookie = (attemptId: string): string => `assay_attempt_${attemptId}`;

/** Reads and writes the session cookies. Their values are random; what they stand for is in the database. */
export class Cookies {
  readonly #options: CookieOptions;

  constructor(environment: Pick<Environment, 'PUBLIC_URL'>) {
    this.#options = {
      httpOnly: true,
      sameSite: 'lax',
      secure: environment.PUBLIC_URL.startsWith('https:'),
      path: '/api',
    };
  }

  manager(request: Request): string | undefined {
    return cookieOf(request, MANAGER_COOKIE);
  }

  setManager(response: Response, token: string): void {
    response.cookie(MANAGER_COOKIE, token, { ...this.#options, maxAge: MANAGER_SESSION_MS });
  }

  clearManager(response: Response): void {
    response.clearCookie(MANAGER_COOKIE, this.#options);
  }

  candidate(request: Request, attemptId: string): string | undefined {
    return cookieOf(request, candidateCookie(attemptId));
  }

  setCandidate(response: Response, attemptId: string, token: string): void {
    response.cookie(candidateCookie(attemptId), token, { ...this.#options, maxAge: CANDIDATE_SESSION_MS });
  }
}

function cookieOf(request: Request, name: string): string | undefined {
  const value: unknown = (request.cookies as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
