import type { Database } from './database';
import { failed, unreachable } from './failures';
import type { Json, JsonObject } from './http-answer';
import type { HttpClient } from './http-client';

/** The database that a candidate's SQL is written for. */
export type Dialect = 'postgresql' | 'mariadb';

/** Rows as the database writes their values: `12.50` is a text, and so is `7`. NULL is null. */
export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Time that one query may take, milliseconds: a little more than the runtime lets the database have. */
const QUERY_MS = 10_000;

/**
 * What statements of role `app` have touched so far, as only role `suite` can see it. PostgreSQL: blocks of 8 KiB, read
 * from shared buffers or from and to temporary files. MariaDB: rows that the storage engine gave, and index entries that it
 * looked at and passed over.
 */
const TOUCHED: Record<Dialect, string> = {
  postgresql: `
    SELECT coalesce(sum(shared_blks_hit + shared_blks_read + temp_blks_read + temp_blks_written), 0)::bigint AS amount
      FROM judging.pg_stat_statements(false) WHERE userid = 'app'::regrole`,
  mariadb: `
    SELECT (SELECT COALESCE(SUM(rows_read), 0) FROM information_schema.user_statistics WHERE user = 'app')
         + (SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'HANDLER_ICP_ATTEMPTS')
         - (SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'HANDLER_ICP_MATCH') AS amount`,
};

/** The candidate's SQL, in a challenge of kind `query`: run in the subject, on a connection of role `app`. */
export class QueryClient {
  constructor(
    private readonly http: HttpClient,
    /** Read it where two databases write something differently. */
    readonly dialect: Dialect,
    private readonly database: () => Database,
  ) {}

  /** What the database said of indexes.sql when it refused something in it; undefined when all of it was done. */
  async refusedDefinition(): Promise<string | undefined> {
    const { ok, error } = (await this.http.get('/definitions')).object();
    if (ok === true) return undefined;
    return typeof error === 'string' ? error : 'indexes.sql was refused';
  }

  /**
   * Runs the query of the file `<name>.sql` with values for its named parameters. A query that the database refuses or ends,
   * and one with more rows than the runtime takes, ends the test as failed.
   */
  async run(name: string, parameters: Readonly<Record<string, string | number>>): Promise<QueryResult> {
    const answer = await this.http.post('/query', { json: { name, parameters }, timeoutMs: QUERY_MS });
    const body: JsonObject = answer.object();
    const given = Object.entries(parameters).map(([key, value]) => `:${key} = ${value}`);
    if (typeof body['error'] === 'string')
      throw failed(`${name}.sql with ${given.join(', ')} failed: ${body['error']}`);
    if (body['truncated'] === true)
      throw failed(`${name}.sql with ${given.join(', ')} gave more rows, or more text, than can be taken.`);
    if (!isList(body['columns']) || !isList(body['rows']))
      throw unreachable(`The query was not answered as a query: ${answer.excerpt(200)}`);
    return { columns: body['columns'] as string[], rows: body['rows'] as (string | null)[][] };
  }

  /**
   * What the candidate's statements touch while `work` is done, in blocks (PostgreSQL) or rows (MariaDB). It does not depend
   * on time, nor on what else runs. A statement that failed is not counted.
   */
  async cost(work: () => Promise<unknown>): Promise<number> {
    const before = await this.#touched();
    await work();
    return (await this.#touched()) - before;
  }

  async #touched(): Promise<number> {
    return Number((await this.database().one(TOUCHED[this.dialect]))['amount']);
  }
}

function isList(value: Json | undefined): boolean {
  return Array.isArray(value);
}
