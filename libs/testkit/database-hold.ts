import { messageOf, unreachable } from './failures';
import type { Row, SqlTransaction } from './sql-pool';

/** A transaction that keeps its locks, and what it changed to itself, until it is released or committed. */
export class Hold {
  #ended: Promise<void> | undefined;
  #committed = false;

  constructor(
    private readonly transaction: SqlTransaction,
    private readonly onEnd: (hold: Hold) => void,
  ) {}

  /**
   * Waits until at least `count` connections wait for this hold, or the time is over. Gives how many do; a subject that
   * waits elsewhere, or not at all, is no error here.
   */
  untilBlocked(count: number, timeoutMs: number): Promise<number> {
    return this.transaction.untilBlocked(count, timeoutMs, () => this.#ended !== undefined);
  }

  /** Runs a further statement inside the held transaction. */
  query(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.transaction.query(sql, params);
  }

  /** Ends the transaction without a trace; what waited goes on. Again, or after `commit()`: nothing. */
  release(): Promise<void> {
    this.#ended ??= this.#end('rollback');
    return this.#ended;
  }

  /**
   * Ends the transaction and keeps what it changed, as another system would; what waited goes on, and finds the change.
   * Again: nothing. After `release()` there is nothing left to keep, and the test ends as an error. So it does when the
   * database refuses.
   */
  async commit(): Promise<void> {
    this.#ended ??= this.#end('commit').then(() => {
      this.#committed = true;
    });
    await this.#ended.catch((error: unknown) => {
      throw unreachable(`The suite's transaction could not be committed: ${messageOf(error)}`);
    });
    if (!this.#committed) throw unreachable('The suite commits a transaction that it has released.');
  }

  async #end(how: 'commit' | 'rollback'): Promise<void> {
    this.onEnd(this);
    await this.transaction.end(how);
  }
}
