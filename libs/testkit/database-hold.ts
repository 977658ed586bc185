import type { Row, SqlTransaction } from './sql-pool';

/** A transaction that keeps its locks. */
export class Hold {
  #released: Promise<void> | undefined;

  constructor(
    private readonly transaction: SqlTransaction,
    private readonly onEnd: (hold: Hold) => void,
  ) {}

  /**
   * Waits until at least `count` connections wait for this hold, or the time is over. Gives how many do; a subject that
   * waits elsewhere, or not at all, is no error here.
   */
  untilBlocked(count: number, timeoutMs: number): Promise<number> {
    return this.transaction.untilBlocked(count, timeoutMs, () => this.#released !== undefined);
  }

  /** Runs a further statement inside the held transaction. */
  query(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.transaction.query(sql, params);
  }

  /** Ends the transaction without a trace; what waited goes on. Again: nothing. */
  release(): Promise<void> {
    this.#released ??= this.#end();
    return this.#released;
  }

  async #end(): Promise<void> {
    this.onEnd(this);
    await this.transaction.end();
  }
}
