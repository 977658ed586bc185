import { ManagerSessionsRepository, type SignedInManager } from '@assay/persistence';
import {
  Inject,
  Injectable,
  createParamDecorator,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { ENVIRONMENT, type Environment } from '../environment';
import { AppError } from '../http/app-error';
import { Cookies } from './cookies';

const MANAGER = Symbol('manager');
type RequestOfManager = Request & { [MANAGER]?: SignedInManager };

/** Lets signed-in managers pass, and nobody else. */
@Injectable()
export class ManagerGuard implements CanActivate {
  readonly #cookies: Cookies;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly sessions: ManagerSessionsRepository,
  ) {
    this.#cookies = new Cookies(environment);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestOfManager>();
    const response = context.switchToHttp().getResponse<Response>();
    const token = this.#cookies.manager(request);
    const found = token === undefined ? undefined : await this.sessions.resolve(token);
    if (found === undefined) {
      if (token !== undefined) this.#cookies.clearManager(response);
      throw new AppError(
        'unauthenticated',
        'You are not signed in, or your session has ended. Sign in and try again.',
      );
    }
    if (found.rotated !== undefined) this.#cookies.setManager(response, found.rotated);
    request[MANAGER] = found.manager;
    return true;
  }
}

/** The manager whom the guard has let pass. */
export const CurrentManager = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignedInManager => {
    const manager = context.switchToHttp().getRequest<RequestOfManager>()[MANAGER];
    if (manager === undefined) throw new Error('CurrentManager is used without ManagerGuard');
    return manager;
  },
);
