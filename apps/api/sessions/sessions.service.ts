import type { ManagerSession, SignInBody } from '@assay/contracts';
import { ManagerSessionsRepository, type SignedInManager } from '@assay/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ENVIRONMENT, type Environment } from '../environment';
import { AppError } from '../http/app-error';
import { Cookies } from './cookies';

@Injectable()
export class SessionsService {
  readonly #cookies: Cookies;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly sessions: ManagerSessionsRepository,
  ) {
    this.#cookies = new Cookies(environment);
  }

  /** Checks the password and sets a new cookie; a session that the browser had before ends. */
  async signIn(body: SignInBody, request: Request, response: Response): Promise<ManagerSession> {
    const signedIn = await this.sessions.signIn(body.email, body.password, this.#cookies.manager(request));
    if (signedIn === undefined) {
      throw new AppError(
        'invalid_credentials',
        'The e-mail address or the password is wrong. Check both and try again.',
      );
    }
    this.#cookies.setManager(response, signedIn.token);
    return this.current(signedIn.manager);
  }

  current({ userId, name, email, organisation }: SignedInManager): ManagerSession {
    return { userId, name, email, organisation };
  }

  async signOut(manager: SignedInManager, response: Response): Promise<void> {
    await this.sessions.end(manager.sessionId);
    this.#cookies.clearManager(response);
  }

  async signOutEverywhere(manager: SignedInManager, response: Response): Promise<void> {
    await this.sessions.endAll(manager);
    this.#cookies.clearManager(response);
  }
}
