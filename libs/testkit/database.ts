import { Hold } from './database-hold';
import { messageOf, TestFailure, unreachable } from './failures';
import type { Row, SqlPool } from './sql-pool';

/**
 * A SQL database as one test sees it: role `suite`, which reads the application's tables and does what grants.sql allows.
 * Names are written with their schema (`app.payments`), and parameters as `$1`, `$2`, on PostgreSQL and MariaDB alike.
 *
 * Values come as: 64-bit integers a number where it is exact, else a bigint; decimals a string, as written; times a Date.
 * MariaDB has no boolean (`0` and `1` are numbers) and no JSON type (a string); a list as a parameter becomes
 * `1, 2, 3` there, for `IN ($1)`, and an array on PostgreSQL, for `= ANY ($1)`.
 */
export class Database {
  readonly #holds = new Set<Hold>();

  constructor(private readonly pool: SqlPool) {}

  /** Runs one statement and gives its rows. */
  async query(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.pool.run(sql, params).catch((error: unknown) => {
      throw said(`The suite's statement failed`, error, sql);
    });
  }

  /** Runs one statement and gives its only row; ends the test when there is none or more. */
  async one(sql: string, params: readonly unknown[] = []): Promise<Row> {
    const rows = await this.query(sql, params);
    const [row] = rows;
    if (rows.length === 1 && row !== undefined) return row;
    throw unreachable(`The suite's statement gave ${rows.length} rows in place of one (${excerpt(sql)})`);
  }

  /**
   * Begins a transaction on a connection of its own, runs the statement in it (such as `SELECT … FOR UPDATE`), and keeps
   * its locks until `release()` or `commit()`, or until the test ends. What the subject then does to the same rows waits:
   * that is how an interleaving is forced. Nothing else sees what the transaction changes before `commit()`.
   */
  async hold(sql: string, params: readonly unknown[] = []): Promise<Hold> {
    const refused = (error: unknown): never => {
      throw said('The suite could not take a lock', error, sql);
    };
    const transaction = await this.pool.begin().catch(refused);
    const hold = new Hold(transaction, (ended) => this.#holds.delete(ended));
    this.#holds.add(hold);
    await hold.query(sql, params).catch(refused);
    return hold;
  }

  /** Releases what a test left held. */
  async close(): Promise<void> {
    await Promise.all([...this.#holds].map((hold) => hold.release()));
  }
}

/** What a driver threw, as the end of a test. */
function said(what: string, error: unknown, sql: string): TestFailure {
  if (error instanceof TestFailure) return error;
  return unreachable(`${what}: ${messageOf(error)} (${excerpt(sql)})`);
}

function excerpt(sql: string): string {
  return sql.trim().slice(0, 120);
}
