import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { PIN_SESSION, type DatabasePool } from './database-pool';
import { unreachable } from './failures';

/** Backends that wait for `$1`, also through others: the second in a queue for a row waits for the first, not for the holder. */
const WAITING = `
  WITH RECURSIVE waiting AS (
    SELECT DISTINCT pid, pg_catalog.pg_blocking_pids(pid) AS blockers FROM pg_catalog.pg_locks WHERE NOT granted
  ), blocked AS (
    SELECT pid FROM waiting WHERE $1::int = ANY (blockers)
    UNION
    SELECT waiting.pid FROM waiting JOIN blocked ON blocked.pid = ANY (waiting.blockers)
  )
  SELECT count(*)::int AS count FROM blocked`;

/** How often the database is asked who waits, milliseconds. */
const POLL_MS = 2;

/** A transaction that keeps its locks. */
export class Hold {
  #released: Promise<void> | undefined;

  private constructor(
    private readonly pool: DatabasePool,
    private readonly client: PoolClient,
    private readonly pid: number,
    private readonly onEnd: (hold: Hold) => void,
  ) {}

  static async begin(
    pool: DatabasePool,
    sql: string,
    params: readonly unknown[],
    onEnd: (hold: Hold) => void,
  ): Promise<Hold> {
    const client = await pool.connect();
    try {
      await client.query(PIN_SESSION);
      await client.query('BEGIN');
      const pid = await client.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid');
      await client.query(sql, [...params]);
      return new Hold(pool, client, pid.rows[0]?.pid ?? 0, onEnd);
    } catch (error) {
      client.release(true);
      const message = error instanceof Error ? error.message : String(error);
      throw unreachable(`The suite could not take a lock: ${message} (${sql.trim().slice(0, 120)})`);
    }
  }

  /**
   * Waits until at least `count` connections wait for this hold, or the time is over. Gives how many do; a subject that
   * waits elsewhere, or not at all, is no error here.
   */
  async untilBlocked(count: number, timeoutMs: number): Promise<number> {
    const end = performance.now() + timeoutMs;
    const observer = await this.pool.connect();
    let broken = true;
    try {
      await observer.query(PIN_SESSION);
      for (;;) {
        const waiting = await observer.query<{ count: number }>({
          name: 'waiting',
          text: WAITING,
          values: [this.pid],
        });
        const blocked = waiting.rows[0]?.count ?? 0;
        if (blocked >= count || performance.now() >= end || this.#released !== undefined) {
          broken = false;
          return blocked;
        }
        await pause(POLL_MS);
      }
    } finally {
      observer.release(broken);
    }
  }

  /** Runs a further statement inside the held transaction. */
  async query(sql: string, params: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const result = await this.client.query<Record<string, unknown>>(sql, [...params]);
    return result.rows;
  }

  /** Ends the transaction without a trace; what waited goes on. Again: nothing. */
  release(): Promise<void> {
    this.#released ??= this.#end();
    return this.#released;
  }

  async #end(): Promise<void> {
    this.onEnd(this);
    let broken = true;
    try {
      await this.client.query('ROLLBACK');
      broken = false;
    } finally {
      this.client.release(broken);
    }
  }
}
