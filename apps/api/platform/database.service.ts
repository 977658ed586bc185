import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { pendingMigrations } from '@assay/persistence';
import { DataSource } from 'typeorm';

const RETRY_MS = 1_000;

/**
 * Connects to the database in the background, as often as it takes: the API listens meanwhile and says that it is not
 * ready. Once connected, the pool makes new connections by itself after the database has restarted.
 */
@Injectable()
export class DatabaseService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #connecting: Promise<void> = Promise.resolve();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.#connecting = this.#connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#connecting;
  }

  /** Undefined when the database answers and its schema is current; otherwise what is wrong. */
  async fault(): Promise<string | undefined> {
    if (!this.dataSource.isInitialized) return 'The database does not answer.';
    try {
      const pending = await pendingMigrations(this.dataSource);
      return pending.length === 0
        ? undefined
        : `The schema lacks ${String(pending.length)} migration(s): run "assay migrate".`;
    } catch (error) {
      this.logger.warn({ err: error }, 'the database does not answer');
      return 'The database does not answer.';
    }
  }

  async #connect(): Promise<void> {
    try {
      await this.dataSource.initialize();
      this.logger.log('connected');
    } catch (error) {
      this.logger.warn({ err: error }, 'the database does not answer yet');
      if (this.#stopped) return;
      this.#timer = setTimeout(() => {
        this.#connecting = this.#connect();
      }, RETRY_MS);
    }
  }
}
