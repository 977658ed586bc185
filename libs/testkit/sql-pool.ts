export type Row = Record<string, unknown>;

/** A transaction on a connection of its own, which keeps its locks. */
export interface SqlTransaction {
  query(sql: string, params: readonly unknown[]): Promise<Row[]>;
  /**
   * Waits until at least `count` connections wait for this transaction, also through others, or the time is over, or
   * `given up` says so. Gives how many do.
   */
  untilBlocked(count: number, timeoutMs: number, givenUp: () => boolean): Promise<number>;
  /** Commits or rolls back, and gives the connection away. */
  end(how: 'commit' | 'rollback'): Promise<void>;
}

/** The suite's connections to a slot's SQL database. Lives as long as the judging. */
export interface SqlPool {
  /** Opens connections ahead of the go, so that no test pays for it. */
  warm(connections: number): Promise<void>;
  /** Runs one statement in a session that nobody has changed, and gives its rows. */
  run(sql: string, params: readonly unknown[]): Promise<Row[]>;
  begin(): Promise<SqlTransaction>;
  close(): Promise<void>;
}
