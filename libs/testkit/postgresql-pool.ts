import { setTimeout as pause } from 'node:timers/promises';
import type { SuiteService } from '@assay/contracts';
import { Client, Pool, TypeOverrides, types, type ClientConfig, type PoolClient } from 'pg';
import { CappedSocket } from './capped-socket';
import { messageOf, unreachable } from './failures';
import { readInt8 } from './int8';
import { STATEMENT_MS } from './limits';
import type { Row, SqlPool, SqlTransaction } from './sql-pool';

/**
 * Said before every statement: a table's trigger that the subject planted runs as the suite's role, and could have
 * changed the session for what comes after it.
 */
const PIN_SESSION =
  "SET search_path = pg_catalog, pg_temp; SET row_security = off; SET statement_timeout = '5s'; " +
  "SET restrict_nonsystem_relation_kind = 'view,foreign-table'";

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

/** int8 as a number where it is exact, else as a bigint. Money and ids are read as what they are written as. */
const typeParsers = new TypeOverrides();
typeParsers.setTypeParser(types.builtins.INT8, readInt8);

/** A client whose answers are capped. */
class CappedClient extends Client {
  readonly socket: CappedSocket;

  constructor(config?: ClientConfig) {
    const socket = new CappedSocket();
    // The pool hides the password from whoever lists its options.
    super({ ...config, password: config?.password, stream: () => socket });
    this.socket = socket;
    // The statement that waits ends with the same error; without a listener it would end the judge.
    this.on('error', () => undefined);
  }
}

type Connection = PoolClient & Pick<CappedClient, 'socket'>;

/** The suite's connections to the slot's PostgreSQL. */
export class PostgresqlPool implements SqlPool {
  readonly #pool: Pool;

  constructor(service: SuiteService) {
    this.#pool = new Pool({
      host: service.host,
      port: service.port,
      database: service.database,
      user: service.user,
      password: service.password,
      max: 8,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: 5_000,
      // Past the database's own limit on a statement: for one that does not answer at all.
      query_timeout: STATEMENT_MS + 1_000,
      types: typeParsers,
      Client: CappedClient,
    });
    // An idle connection that breaks is replaced at its next use; without a listener it would end the judge.
    this.#pool.on('error', (error) => {
      console.error(`an idle database connection broke: ${error.message}`);
    });
  }

  async warm(connections: number): Promise<void> {
    const clients = await Promise.all(Array.from({ length: connections }, () => this.#pool.connect()));
    await Promise.all(
      clients.map((client) => client.query(PIN_SESSION).then(() => client.query('SELECT $1::int', [1]))),
    );
    for (const client of clients) client.release();
  }

  async run(sql: string, params: readonly unknown[]): Promise<Row[]> {
    const client = await this.#connect();
    let broken = true;
    try {
      const result = await client.query<Row>(sql, [...params]);
      broken = false;
      return result.rows;
    } finally {
      client.release(broken);
    }
  }

  async begin(): Promise<SqlTransaction> {
    const client = await this.#connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid');
      return new PostgresqlTransaction(client, rows[0]?.pid ?? 0, () => this.#connect());
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #connect(): Promise<Connection> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw unreachable(`The database can't be reached: ${messageOf(error)}`);
    });
    try {
      await client.query(PIN_SESSION);
    } catch (error) {
      client.release(true);
      throw error;
    }
    // The pool makes clients of the class that it was given.
    const connection = client as Connection;
    connection.socket.renew();
    return connection;
  }
}

class PostgresqlTransaction implements SqlTransaction {
  constructor(
    private readonly client: Connection,
    private readonly pid: number,
    private readonly connect: () => Promise<Connection>,
  ) {}

  async query(sql: string, params: readonly unknown[]): Promise<Row[]> {
    // What ran before in this transaction may have been a trigger that the subject planted.
    await this.client.query(PIN_SESSION);
    this.client.socket.renew();
    const result = await this.client.query<Row>(sql, [...params]);
    return result.rows;
  }

  async untilBlocked(count: number, timeoutMs: number, givenUp: () => boolean): Promise<number> {
    const end = performance.now() + timeoutMs;
    const observer = await this.connect();
    let broken = true;
    try {
      for (;;) {
        observer.socket.renew();
        const waiting = await observer.query<{ count: number }>({
          name: 'waiting',
          text: WAITING,
          values: [this.pid],
        });
        const blocked = waiting.rows[0]?.count ?? 0;
        if (blocked >= count || performance.now() >= end || givenUp()) {
          broken = false;
          return blocked;
        }
        await pause(POLL_MS);
      }
    } finally {
      observer.release(broken);
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    let broken = true;
    try {
      const { command } = await this.client.query(how === 'commit' ? 'COMMIT' : 'ROLLBACK');
      broken = false;
      // To commit what a statement's error has ended is no error to PostgreSQL: it answers with what it did instead.
      if (how === 'commit' && command !== 'COMMIT') throw new Error('one of its statements has failed');
    } finally {
      this.client.release(broken);
    }
  }
}
