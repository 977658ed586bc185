import { JudgingQueue, type RowInQueue } from '@assay/persistence';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { RedisService } from './redis.service';

/** The jobs of queued rows. */
@Injectable()
export class JudgingQueueService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('JudgingQueue');
  readonly #queue: JudgingQueue;

  constructor(redis: RedisService) {
    this.#queue = new JudgingQueue(redis.client, (error) => {
      this.logger.debug({ err: error }, 'the queue is away');
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#queue.close();
  }

  /** Gives a row a job, unless it has one. @returns whether one was missing @throws while Redis is away */
  async ensure(row: RowInQueue): Promise<boolean> {
    return this.#queue.ensure(row);
  }
}
