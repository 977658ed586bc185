import { InvitationsRepository } from '@assay/persistence';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ENVIRONMENT, type Environment } from '../environment';
import { notFound } from '../http/app-error';
import { isId } from '../http/id';
import { Cookies } from '../sessions/cookies';

/** Lets the candidate of the attempt in the address pass. To all others it does not exist. */
@Injectable()
export class AttemptAccessGuard implements CanActivate {
  readonly #cookies: Cookies;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly invitations: InvitationsRepository,
  ) {
    this.#cookies = new Cookies(environment);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (!(await this.opens(request, request.params.id))) throw notFound('attempt');
    return true;
  }

  async opens(request: Request, attemptId: unknown): Promise<boolean> {
    if (!isId(attemptId)) return false;
    const cookie = this.#cookies.candidate(request, attemptId.toLowerCase());
    return cookie !== undefined && (await this.invitations.opens(cookie, attemptId));
  }
}
