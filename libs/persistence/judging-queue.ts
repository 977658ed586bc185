import { JUDGING_QUEUE, type JudgingJob } from '@assay/contracts';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/** A row that waits for a job. `enqueued`: how many times it was put into the queue. */
export interface RowInQueue {
  readonly id: string;
  readonly enqueued: number;
}

/**
 * The jobs of queued rows. A job's id names its row and the time that it was queued for, so that there are no doubles,
 * and a dead job of an earlier time stands in nobody's way. Every method throws while Redis is away.
 */
export class JudgingQueue {
  #queue: Queue<JudgingJob> | undefined;

  /** @param connection from `createRedis`; the caller connects and ends it */
  constructor(
    private readonly connection: Redis,
    private readonly onError: (error: Error) => void,
  ) {}

  async add(row: RowInQueue): Promise<void> {
    await this.#with((queue) => queue.add('judge', { submissionId: row.id }, { jobId: jobIdOf(row) }));
  }

  /** Gives a row a job, unless it has one. @returns whether one was missing */
  async ensure(row: RowInQueue): Promise<boolean> {
    return this.#with(async (queue) => {
      const job = await queue.getJob(jobIdOf(row));
      // A finished job removes itself. One that is found finished would swallow the new one, which has its id.
      if (job !== undefined && !(await job.isCompleted()) && !(await job.isFailed())) return false;
      await job?.remove();
      await queue.add('judge', { submissionId: row.id }, { jobId: jobIdOf(row) });
      return true;
    });
  }

  async close(): Promise<void> {
    const queue = this.#queue;
    this.#queue = undefined;
    await queue?.close();
  }

  async #with<T>(work: (queue: Queue<JudgingJob>) => Promise<T>): Promise<T> {
    if (this.connection.status !== 'ready') throw new Error('Redis is away');
    const queue = (this.#queue ??= this.#open());
    try {
      return await work(queue);
    } catch (error) {
      // A queue that met a broken connection while it was opening never recovers; the next call opens another.
      if (this.#queue === queue) this.#queue = undefined;
      queue.close().catch(this.onError);
      throw error;
    }
  }

  #open(): Queue<JudgingJob> {
    const queue = new Queue<JudgingJob>(JUDGING_QUEUE, {
      connection: this.connection,
      skipMetasUpdate: true,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    });
    // Without a listener an error event would end the process.
    queue.on('error', this.onError);
    return queue;
  }
}

function jobIdOf({ id, enqueued }: RowInQueue): string {
  return `${id}-${String(enqueued)}`;
}
