import { pendingMigrations } from '@assay/persistence';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';

const RETRY_MS = 500;

/** Connects in the background, as often as it takes, and tells when the schema is there to work with. */
@Injectable()
export class DatabaseService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  readonly #stopped = new AbortController();
  #ready: Promise<void> = Promise.resolve();
  #detail: string | undefined = 'The database does not answer.';

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.#ready = this.#connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped.abort();
    await this.#ready;
  }

  /** Resolves once the database has answered with a current schema, or the application stops. */
  async ready(): Promise<void> {
    await this.#ready;
  }

  /** What is missing at the start, or undefined. */
  detail(): string | undefined {
    return this.#detail;
  }

  async #connect(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      try {
        if (!this.dataSource.isInitialized) await this.dataSource.initialize();
        const pending = await pendingMigrations(this.dataSource);
        if (pending.length === 0) {
          this.#detail = undefined;
          this.logger.log('connected');
          return;
        }
        this.#detail = `The schema lacks ${String(pending.length)} migration(s).`;
      } catch (error) {
        this.logger.debug({ err: error }, 'the database does not answer yet');
      }
      await sleep(RETRY_MS);
    }
  }
}
