import {
  expect,
  expectStatus,
  type FixtureContext,
  type HttpAnswer,
  type HttpClient,
  type JsonObject,
} from '@assay/testkit';

export interface Plan {
  readonly limit: number;
  readonly windowMs: number;
}

/** A client with a plan that nobody has yet. The window is long where it is not given. */
export async function newClient(t: FixtureContext, plan: Partial<Plan> = {}): Promise<{ id: string } & Plan> {
  const id = t.random.name();
  const made = { limit: t.random.int(5, 40), windowMs: t.random.int(300_000, 900_000), ...plan };
  await setPlan(t.random.pick(t.instances), id, made);
  return { id, ...made };
}

export async function setPlan(copy: HttpClient, client: string, plan: Plan): Promise<void> {
  const answer = expectStatus(await copy.put(`/clients/${client}/plan`, { json: plan }), 200);
  expect(answer.object()).toEqual({ ...plan });
}

export function call(copy: HttpClient, client: string, cost?: number): Promise<HttpAnswer> {
  return copy.post(`/clients/${client}/calls`, cost === undefined ? {} : { json: { cost } });
}

export function expectAllowed(answer: HttpAnswer, remaining: number): void {
  expectStatus(answer, 200);
  expect(answer.object()).toEqual({ allowed: true, remaining });
}

/** Expects a refusal in its right shape, and gives `retryAfterMs`. */
export function expectRefused(answer: HttpAnswer, remaining: number): number {
  expectStatus(answer, 429);
  expect(answer.object()).toEqual({ allowed: false, remaining, retryAfterMs: expect.any(Number) });
  const wait = answer.number('retryAfterMs');
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(answer.headers['retry-after']).toBe(String(Math.ceil(wait / 1000)));
  return wait;
}

export async function expectUsed(
  copy: HttpClient,
  client: { id: string } & Plan,
  used: number,
): Promise<void> {
  const { id, limit, windowMs } = client;
  const answer = expectStatus(await copy.get(`/clients/${id}/usage`), 200);
  expect(answer.object()).toEqual({ limit, windowMs, used, remaining: Math.max(0, limit - used) });
}

export function expectError(answer: HttpAnswer, status: number, error: string): JsonObject {
  expectStatus(answer, status);
  expect({ request: answer.request, contentType: answer.mediaType }).toEqual({
    request: answer.request,
    contentType: 'application/json',
  });
  expect(answer.object()).toMatchObject({ error, message: expect.stringMatching(/\S/) });
  return answer.object();
}

/** When something happened, by the suite's clock: not before `from`, not after `to`. Milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Does something and says when. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; at: Span }> {
  const from = Date.now();
  const result = await work();
  return { result, at: { from, to: Date.now() } };
}

/** How far a time that is told may be off, milliseconds: the statement's allowance. */
const TOLERANCE_MS = 50;

/** Expects that a wait told at `told` ends when what happened at `began` leaves the window. */
export function expectWait(wait: number, told: Span, began: Span, windowMs: number): void {
  expect(wait).toBeGreaterThanOrEqual(began.from + windowMs - told.to - TOLERANCE_MS);
  expect(wait).toBeLessThanOrEqual(began.to + windowMs - told.from + TOLERANCE_MS);
}

/** Waits until what happened then has surely left the window. */
export async function untilOver(t: FixtureContext, began: Span, windowMs: number): Promise<void> {
  await t.pause(Math.max(0, began.to + windowMs + TOLERANCE_MS - Date.now()));
}

/** Keeps Redis busy for so long, milliseconds of its processor's time: what is sent meanwhile waits and then runs in a row. */
const BUSY_MS = 250;
const BUSY = 'local over = os.clock() + ARGV[1] / 1000 while os.clock() < over do end return 1';

/**
 * Makes requests meet: Redis is busy while they arrive, so that the first command of each is there before any second
 * one can be.
 */
export async function together(t: FixtureContext, send: () => Promise<HttpAnswer>[]): Promise<HttpAnswer[]> {
  const busy = t.redis.command('EVAL', BUSY, 0, BUSY_MS);
  const answers = send();
  await busy;
  return Promise.all(answers);
}
