import { setTimeout as pause } from 'node:timers/promises';
import type { SuiteService } from '@assay/contracts';
import type { Pool, PoolConnection, PoolOptions, RowDataPacket, TypeCastField } from 'mysql2/promise';
import { CappedSocket } from './capped-socket';
import { loadDriver } from './drivers';
import { messageOf, unreachable } from './failures';
import { readInt8 } from './int8';
import { STATEMENT_MS } from './limits';
import { fillPlaceholders } from './sql-placeholders';
import type { Row, SqlPool, SqlTransaction } from './sql-pool';

/** How many connections wait for a row now: cheap, and never late. */
const ROW_WAITS = `SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'`;

/** Connections that wait for a table's or a named lock. MariaDB does not say whose it is. */
const OTHER_WAITS = `
  SELECT COUNT(*) AS count FROM information_schema.processlist
   WHERE state IN ('Waiting for table metadata lock', 'Waiting for table level lock', 'User lock')`;

/** Who waits for whose row. */
const ROW_WAITERS = `
  SELECT waiter.trx_mysql_thread_id AS waiter, blocker.trx_mysql_thread_id AS blocker
    FROM information_schema.innodb_lock_waits AS waits
    JOIN information_schema.innodb_trx AS waiter ON waiter.trx_id = waits.requesting_trx_id
    JOIN information_schema.innodb_trx AS blocker ON blocker.trx_id = waits.blocking_trx_id`;

/** How often the database is asked how many wait, milliseconds. */
const POLL_MS = 3;

/** InnoDB shows who waits for whom from a copy that it renews only when nobody has read it for 100 ms. */
const FRESH_MS = 110;

/** The suite's connections to the slot's MariaDB. */
export class MariadbPool implements SqlPool {
  readonly #pool: Pool;
  /** When somebody last asked who waits for whom, for all holds: the copy that is read is one for all as well. */
  readonly #asked = { at: -FRESH_MS };

  constructor(service: SuiteService) {
    const address = service.host.startsWith('/')
      ? { path: `${service.host}/mariadb.sock` }
      : { host: service.host, port: service.port };
    const options: PoolOptions = {
      database: service.database,
      user: service.user,
      password: service.password,
      connectionLimit: 8,
      idleTimeout: 0,
      connectTimeout: 5_000,
      charset: 'utf8mb4',
      timezone: 'Z',
      stringifyObjects: true,
      typeCast: read,
      stream: (): CappedSocket => new CappedSocket().connect(address),
    };
    this.#pool = loadDriver('mysql2/promise').createPool(options);
  }

  async warm(connections: number): Promise<void> {
    const opened = await Promise.all(Array.from({ length: connections }, () => this.#connect()));
    await Promise.all(opened.map((connection) => query(connection, 'SELECT $1 + 0', [1])));
    for (const connection of opened) connection.release();
  }

  async run(sql: string, params: readonly unknown[]): Promise<Row[]> {
    const connection = await this.#connect();
    let broken = true;
    try {
      const rows = await query(connection, sql, params);
      broken = false;
      return rows;
    } finally {
      giveBack(connection, broken);
    }
  }

  async begin(): Promise<SqlTransaction> {
    const connection = await this.#connect();
    try {
      await query(connection, 'START TRANSACTION', []);
      return new MariadbTransaction(connection, this.#asked, () => this.#connect());
    } catch (error) {
      giveBack(connection, true);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /**
   * A connection as new: a trigger that the subject planted runs in the suite's session, and could have left settings, or
   * a temporary table in the place of a real one, for what comes after it.
   */
  async #connect(): Promise<PoolConnection> {
    const connection = await this.#pool.getConnection().catch((error: unknown) => {
      throw unreachable(`The database can't be reached: ${messageOf(error)}`);
    });
    try {
      await connection.reset();
      return connection;
    } catch (error) {
      giveBack(connection, true);
      throw error;
    }
  }
}

class MariadbTransaction implements SqlTransaction {
  constructor(
    private readonly connection: PoolConnection,
    private readonly asked: { at: number },
    private readonly connect: () => Promise<PoolConnection>,
  ) {}

  query(sql: string, params: readonly unknown[]): Promise<Row[]> {
    return query(this.connection, sql, params);
  }

  async untilBlocked(count: number, timeoutMs: number, givenUp: () => boolean): Promise<number> {
    const end = performance.now() + timeoutMs;
    const observer = await this.connect();
    let broken = true;
    try {
      for (;;) {
        await pause(POLL_MS);
        const over = performance.now() >= end || givenUp();
        const [rows, others] = [await numberOf(observer, ROW_WAITS), await numberOf(observer, OTHER_WAITS)];
        if (rows + others < count && !over) continue;
        // Enough wait for something. Whether it is for this transaction costs a look that may not come too often.
        await pause(Math.max(0, this.asked.at + FRESH_MS - performance.now()));
        const blocked = others + waitingFor(this.connection.threadId, await query(observer, ROW_WAITERS, []));
        this.asked.at = performance.now();
        if (blocked < count && !over) continue;
        broken = false;
        return blocked;
      }
    } finally {
      giveBack(observer, broken);
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    let broken = true;
    try {
      await query(this.connection, how === 'commit' ? 'COMMIT' : 'ROLLBACK', []);
      broken = false;
    } finally {
      giveBack(this.connection, broken);
    }
  }
}

/** By the text protocol, values as literals: a decimal is then compared as a decimal, and no plan depends on a parameter. */
async function query(connection: PoolConnection, sql: string, params: readonly unknown[]): Promise<Row[]> {
  socketOf(connection).renew();
  const text = fillPlaceholders(sql, params, (value) => connection.escape(plain(value)));
  const [rows] = await connection.query<RowDataPacket[]>({ sql: text, timeout: STATEMENT_MS });
  return Array.isArray(rows) ? rows : [];
}

/** The number in the last column of the only row. */
async function numberOf(connection: PoolConnection, sql: string): Promise<number> {
  const [row] = await query(connection, sql, []);
  return Number(Object.values(row ?? {}).at(-1));
}

/** Connections that wait for `thread`, also through others. */
function waitingFor(thread: number, edges: readonly Row[]): number {
  const reached = new Set<unknown>([thread]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { waiter, blocker } of edges) if (reached.has(blocker)) reached.add(waiter);
  }
  return reached.size - 1;
}

/** The driver keeps the stream that it was given there, and has no name for it in its types. */
function socketOf(connection: PoolConnection): CappedSocket {
  return (connection as unknown as { connection: { stream: CappedSocket } }).connection.stream;
}

function giveBack(connection: PoolConnection, broken: boolean): void {
  if (broken) connection.destroy();
  else connection.release();
}

/** A value in a form that the driver writes as one literal; a list becomes `1, 2, 3`. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value))
    return value;
  return JSON.stringify(value);
}

function read(field: TypeCastField, next: () => unknown): unknown {
  if (field.type !== 'LONGLONG') return next();
  const text = field.string();
  return text === null ? null : readInt8(text);
}
