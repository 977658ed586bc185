import { JudgingQueue, type RowInQueue } from '@assay/persistence';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { REDIS } from './redis';

/** A row without a job is found by the worker's reconciler, so an answer does not wait longer than this for Redis. */
const ADD_TIMEOUT_MS = 500;

/** Adds jobs for rows that are written already. */
@Injectable()
export class JudgingQueueService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('JudgingQueue');
  readonly #queue: JudgingQueue;

  constructor(@Inject(REDIS) redis: Redis) {
    this.#queue = new JudgingQueue(redis, (error) => {
      this.logger.debug({ err: error }, 'the queue is away');
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#queue.close();
  }

  /** Never fails: what can't be added now is added by the reconciler. */
  async add(row: RowInQueue): Promise<void> {
    const added = this.#queue.add(row).catch((error: unknown) => {
      this.logger.warn({ err: error, submissionId: row.id }, 'the job waits for the reconciler');
    });
    await Promise.race([added, sleep(ADD_TIMEOUT_MS, undefined, { ref: false })]);
  }
}
