import { Hold } from './database-hold';
import { messageOf, PIN_SESSION, type DatabasePool } from './database-pool';
import { unreachable } from './failures';

export type Row = Record<string, unknown>;

/**
 * The database as one test sees it: role `suite`, which reads the application's tables and does what grants.sql allows.
 * Names are written with their schema (`app.payments`), since the search path holds no schema of the application.
 */
export class Database {
  readonly #holds = new Set<Hold>();

  constructor(private readonly pool: DatabasePool) {}

  /** Runs one statement and gives its rows. int8 comes as a number where it is exact. */
  async query(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(PIN_SESSION);
      const result = await client.query<Row>(sql, [...params]);
      return result.rows;
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error));
      throw unreachable(`The suite's statement failed: ${messageOf(error)} (${sql.trim().slice(0, 120)})`);
    } finally {
      client.release(broken);
    }
  }

  /** Runs one statement and gives its only row; ends the test when there is none or more. */
  async one(sql: string, params: readonly unknown[] = []): Promise<Row> {
    const rows = await this.query(sql, params);
    const [row] = rows;
    if (rows.length === 1 && row !== undefined) return row;
    throw unreachable(
      `The suite's statement gave ${rows.length} rows in place of one (${sql.trim().slice(0, 120)})`,
    );
  }

  /**
   * Begins a transaction on a connection of its own, runs the statement in it (such as `SELECT … FOR UPDATE`), and keeps
   * its locks until `release()`, or until the test ends. What the subject then does to the same rows waits: that is how
   * an interleaving is forced.
   */
  async hold(sql: string, params: readonly unknown[] = []): Promise<Hold> {
    const hold = await Hold.begin(this.pool, sql, params, (ended) => this.#holds.delete(ended));
    this.#holds.add(hold);
    return hold;
  }

  /** Releases what a test left held. */
  async close(): Promise<void> {
    await Promise.all([...this.#holds].map((hold) => hold.release()));
  }
}
