import { Injectable } from '@nestjs/common';
import { AppError } from '../http/app-error';

/** Changes of one attempt under way or waiting: a page sends one at a time. */
export const TURNS_MAX = 20;

interface Queue {
  taken: number;
  last: Promise<unknown>;
}

/**
 * What changes an attempt, one after the other. It would wait for the attempt's row in any case; here it waits without
 * holding one of the database's few connections, which are everybody's.
 */
@Injectable()
export class AttemptTurnsService {
  readonly #queues = new Map<string, Queue>();

  /** @throws AppError when too many wait for this attempt already */
  async take<T>(attemptId: string, work: () => Promise<T>): Promise<T> {
    const key = attemptId.toLowerCase();
    const queue = this.#queues.get(key) ?? { taken: 0, last: Promise.resolve() };
    if (queue.taken >= TURNS_MAX) {
      throw new AppError(
        'too_many_requests',
        'Too much is asked of this attempt at once. Try again in a second.',
        { retryAfterSeconds: 1 },
      );
    }
    this.#queues.set(key, queue);
    queue.taken += 1;
    const turn = queue.last.then(work);
    queue.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      queue.taken -= 1;
      if (queue.taken === 0) this.#queues.delete(key);
    }
  }
}
