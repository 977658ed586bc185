import {
  invitationUrl,
  type CreateInvitationBody,
  type CreatedInvitation,
  type OpenInvitationBody,
  type OpenedInvitation,
} from '@assay/contracts';
import { InvitationsRepository, type Actor } from '@assay/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ENVIRONMENT, type Environment } from '../environment';
import { orThrow } from '../http/app-error';
import { Cookies } from '../sessions/cookies';

@Injectable()
export class InvitationsService {
  readonly #cookies: Cookies;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly invitations: InvitationsRepository,
  ) {
    this.#cookies = new Cookies(environment);
  }

  async create(body: CreateInvitationBody, { userId, organisationId }: Actor): Promise<CreatedInvitation> {
    const { invitationId, attemptId, token, expiresAt } = orThrow(
      await this.invitations.create(body, { userId, organisationId }),
    );
    const url = invitationUrl(this.environment.PUBLIC_URL, token);
    return { invitationId, attemptId, url, expiresAt: expiresAt.toISOString() };
  }

  /** Sets a cookie that opens this invitation's attempt, and leaves those of other attempts alone. */
  async open({ token }: OpenInvitationBody, request: Request, response: Response): Promise<OpenedInvitation> {
    const { attemptId, cookie } = orThrow(
      await this.invitations.open(token, (attempt) => this.#cookies.candidate(request, attempt)),
    );
    this.#cookies.setCandidate(response, attemptId, cookie);
    return { attemptId };
  }
}
