/**
 * What a challenge's suite imports.
 *
 * ```ts
 * import { expect, expectStatus, fixture, test } from '@assay/testkit';
 *
 * const account = fixture(async (t) => {
 *   const id = t.random.uuid();
 *   await t.database.query('INSERT INTO app.accounts (id, balance) VALUES ($1, $2)', [id, t.random.int(500, 900)]);
 *   return { id };
 * });
 *
 * test(
 *   { id: 'retry-charges-once', group: 'idempotency', title: 'A retried request charges once', requirements: ['R3'], timeout: '5s' },
 *   async (t) => {
 *     const { id } = await t.use(account);
 *     const answer = await t.http.post('/payments', { headers: { 'Idempotency-Key': t.random.uuid() }, json: { account: id } });
 *     expectStatus(answer, 201);                      // message names the request and what came instead
 *     expect(answer.object()).toMatchObject({ account: id });
 *   },
 * );
 * ```
 *
 * - A file `tests/*.test.ts` imports this module, Node's own, and files beside it; nothing else.
 * - `t` is described by `TestContext`: `http`, `instances`, `random`, `database` (`postgresql`, `mariadb`),
 *   `mongodb`, `redis`, `env`, `use`, `pause`, `signal`, `stopInstance`, `startInstance`. Draw every value from `t.random`, so that no answer can be known beforehand.
 * - An answer (`HttpAnswer`) has `status`, `headers`, `mediaType`, `cookies`, `text`, and `json()`, `object()`, `list()`,
 *   `string(name)`, `number(name)`, which end the test as failed with a clear sentence when the body is something else.
 * - A test that reaches no expectation fails, so a loop over an empty list is no pass.
 * - Tokens: `decodeJwt`, `signJwt`, `hasJwtSignature` and `forgeJwt.unsigned | edited | wrongKey | stripped | flipped`.
 * - To force an interleaving: `const hold = await t.database.hold('SELECT … FOR UPDATE', [id])`, send the requests without
 *   awaiting them, `await hold.untilBlocked(2, 1000)`, `await hold.release()`, then await the answers. To be another
 *   system that changes the row meanwhile: `hold('UPDATE …')`, and `await hold.commit()` in place of `release()`.
 * - All that a test prints goes to the judge's log, where no candidate sees it.
 */
export { expect } from 'expect';
export { expectStatus } from './expectation';
export { failed, unreachable } from './failures';
export { fixture, test, type TestOptions } from './registry';
export type { Fixture, FixtureContext, TestContext } from './context';
export type { HttpClient } from './http-client';
export type { RequestOptions } from './http-request';
export type { ProgramClient, ProgramOptions, ProgramRun } from './program-client';
export type { CallOutcome, FunctionClient } from './function-client';
export type { Dialect, QueryClient, QueryResult } from './query-client';
export { HttpAnswer, type Json, type JsonObject } from './http-answer';
export type { Database } from './database';
export type { Hold } from './database-hold';
export type { Row } from './sql-pool';
export type { Mongo, MongoCollection, MongoDocument, MongoFindOptions } from './mongo';
export type { Redis, RedisReply, Subscription } from './redis';
export { Random } from './random';
export {
  decodeJwt,
  forgeJwt,
  hasJwtSignature,
  signJwt,
  signJwtRs256,
  type Claims,
  type DecodedJwt,
} from './jwt';
