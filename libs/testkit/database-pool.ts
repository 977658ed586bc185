import type { SuiteService } from '@assay/contracts';
import { Pool, TypeOverrides, types, type PoolClient } from 'pg';
import { unreachable } from './failures';

/**
 * Said before every statement: a table's trigger that the subject planted runs as the suite's role, and could have
 * changed the session for what comes after it.
 */
export const PIN_SESSION =
  "SET search_path = pg_catalog, pg_temp; SET row_security = off; SET statement_timeout = '5s'; " +
  "SET restrict_nonsystem_relation_kind = 'view,foreign-table'";

/** int8 as a number where it is exact, else as a bigint. Money and ids are read as what they are written as. */
const typeParsers = new TypeOverrides();
typeParsers.setTypeParser(types.builtins.INT8, readInt8);

function readInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** The suite's connections to the slot's PostgreSQL. Lives as long as the judging. */
export class DatabasePool {
  readonly #pool: Pool;

  constructor(config: SuiteService) {
    this.#pool = new Pool({
      host: config.host,
      port: config.port,
      database: config.database,
      user: config.user,
      password: config.password,
      max: 8,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: 5_000,
      types: typeParsers,
    });
    // An idle connection that breaks is replaced at its next use; without a listener it would end the judge.
    this.#pool.on('error', (error) => {
      console.error(`an idle database connection broke: ${error.message}`);
    });
  }

  /** Opens connections ahead of the go, so that no test pays for it. */
  async warm(connections: number): Promise<void> {
    const clients = await Promise.all(Array.from({ length: connections }, () => this.#pool.connect()));
    await Promise.all(
      clients.map((client) => client.query(PIN_SESSION).then(() => client.query('SELECT $1::int', [1]))),
    );
    for (const client of clients) client.release();
  }

  async connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw unreachable(`The database can't be reached: ${messageOf(error)}`);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
