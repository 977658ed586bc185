import net from 'node:net';
import { RESULT_MAX } from './limits';

/**
 * A connection to a service that ends when one answer grows past what the judge can hold: what lies in a database is the
 * subject's doing.
 */
export class CappedSocket extends net.Socket {
  readonly #budget = new AnswerBudget((error) => {
    this.destroy(error);
  });

  constructor() {
    super();
    this.on('data', (piece) => {
      this.#budget.take(piece.length);
    });
  }

  /** What comes from here on is a new answer. */
  renew(): void {
    this.#budget.renew();
  }
}

/** Counts the bytes of one answer, and says when they are too many. */
export class AnswerBudget {
  #taken = 0;

  constructor(private readonly onTooMany: (error: Error) => void) {}

  take(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken > RESULT_MAX) {
      this.onTooMany(new Error(`the answer is longer than ${RESULT_MAX / 1024 ** 2} MiB`));
    }
  }

  renew(): void {
    this.#taken = 0;
  }
}
