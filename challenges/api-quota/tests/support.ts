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
 * How requests meet. `held`: Redis is busy while they arrive, so that the first command of each is there before any second
 * one can be. `free`: nothing is forced, they are just sent at the same instant. `late`: Redis gets busy only when some
 * of them are answered. What holds under one of these holds under all; a program that takes care only where it notices
 * that Redis is held, or only where it is not, is found out by the others.
 */
export type Meeting = 'held' | 'free' | 'late';

/** Rounds of a test, in an order that can't be known beforehand. The free ones take next to no time. */
export function rounds(t: FixtureContext): Meeting[] {
  return t.random.shuffle(['held', 'free', 'free', 'free', 'late', 'late']);
}

/** Sends requests that meet, and gives their answers in the order in which they were sent. */
export async function together(
  t: FixtureContext,
  meeting: Meeting,
  send: () => Promise<HttpAnswer>[],
): Promise<HttpAnswer[]> {
  const makeBusy = () => t.redis.command('EVAL', BUSY, 0, BUSY_MS);
  if (meeting === 'held') {
    const busy = makeBusy();
    const answers = send();
    await busy;
    return Promise.all(answers);
  }
  const share = t.random.fraction() / 2;
  const answers = send();
  if (meeting === 'late') {
    await someOf(answers, Math.ceil(answers.length * share));
    await makeBusy();
  }
  return Promise.all(answers);
}

/** Waits until so many of them are there, or have failed. */
async function someOf(answers: readonly Promise<HttpAnswer>[], count: number): Promise<void> {
  let left = Math.max(1, count);
  await new Promise<void>((resolve) => {
    const one = (): void => {
      left -= 1;
      if (left === 0) resolve();
    };
    for (const answer of answers) void answer.then(one, one);
  });
}
