import { CANDIDATE_SESSION_MS, MANAGER_SESSION_MS } from '@assay/persistence';
import type { CookieOptions, Request, Response } from 'express';
import type { Environment } from '../environment';

/**
 * Reads and writes the session cookies. Their values are random; what they stand for is in the database.
 * Over https their names begin with `__Host-`: a browser takes such a cookie only from this very host, over https, for
 * all paths, so that no neighbouring subdomain and nobody on the line can put one in.
 */
export class Cookies {
  readonly #options: CookieOptions;
  readonly #prefix: string;

  constructor(environment: Pick<Environment, 'PUBLIC_URL'>) {
    const secure = environment.PUBLIC_URL.startsWith('https:');
    this.#prefix = secure ? '__Host-' : '';
    this.#options = { httpOnly: true, sameSite: 'strict', secure, path: secure ? '/' : '/api' };
  }

  manager(request: Request): string | undefined {
    return cookieOf(request, this.#managerName);
  }

  setManager(response: Response, token: string): void {
    response.cookie(this.#managerName, token, { ...this.#options, maxAge: MANAGER_SESSION_MS });
  }

  clearManager(response: Response): void {
    response.clearCookie(this.#managerName, this.#options);
  }

  candidate(request: Request, attemptId: string): string | undefined {
    return cookieOf(request, this.#candidateName(attemptId));
  }

  setCandidate(response: Response, attemptId: string, token: string): void {
    response.cookie(this.#candidateName(attemptId), token, {
      ...this.#options,
      maxAge: CANDIDATE_SESSION_MS,
    });
  }

  get #managerName(): string {
    return `${this.#prefix}assay_manager`;
  }

  /** One cookie for each attempt: opening another invitation in the same browser leaves the first one open. */
  #candidateName(attemptId: string): string {
    return `${this.#prefix}assay_attempt_${attemptId}`;
  }
}

function cookieOf(request: Request, name: string): string | undefined {
  const value: unknown = (request.cookies as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
