import { LockdownError, createJudging, type Judging } from '@assay/judging';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENVIRONMENT, type Environment } from '../environment';

const RETRY_MS = 3_000;

/** Opens the sandbox when the worker starts, and tells whether it can be judged in. */
@Injectable()
export class JudgingService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Judging');
  readonly #stopped = new AbortController();
  #opened: Promise<Judging | undefined> = Promise.resolve(undefined);
  #detail: string | undefined = 'The sandbox is being proven.';

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  onApplicationBootstrap(): void {
    this.#opened = this.#open();
  }

  /** The sandbox once it is proven; undefined when this host is refused or the worker stops first. */
  async opened(): Promise<Judging | undefined> {
    return this.#opened;
  }

  /** Why nothing can be judged here, or undefined. */
  detail(): string | undefined {
    return this.#detail;
  }

  /** Destroys every slot. */
  async close(): Promise<void> {
    this.#stopped.abort();
    const judging = await this.#opened;
    await judging?.close();
  }

  async #open(): Promise<Judging | undefined> {
    while (!this.#stopped.signal.aborted) {
      try {
        const judging = await createJudging({
          dockerHost: this.environment.DOCKER_HOST,
          directory: this.environment.SANDBOX_DIR,
          memoryBudget: this.environment.SANDBOX_MEMORY_BUDGET,
          ociRuntime: this.environment.SANDBOX_RUNTIME,
          proofFile: undefined,
          log: (message) => {
            this.logger.log(message);
          },
        });
        this.#detail = undefined;
        return judging;
      } catch (error) {
        this.#detail = error instanceof Error ? error.message : String(error);
        this.logger.error({ err: error }, 'the sandbox can not be opened');
        // A host that does not hold the lock-down won't do so a moment later.
        if (error instanceof LockdownError) return undefined;
        await sleep(RETRY_MS);
      }
    }
    return undefined;
  }
}
