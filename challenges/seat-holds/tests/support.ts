import {
  expect,
  expectStatus,
  type FixtureContext,
  type HttpAnswer,
  type HttpClient,
  type JsonObject,
  type TestContext,
} from '@assay/testkit';

export interface Seat {
  readonly id: number;
  readonly label: string;
  readonly priceCents: number;
}

export interface Show {
  readonly id: number;
  readonly title: string;
  readonly holdSeconds: number;
  readonly seats: readonly Seat[];
}

/** Adds a show with seats as the planning office does. The ids of the seats are not in the order of their labels. */
export async function openShow(
  t: FixtureContext,
  given: { seats?: number; holdSeconds?: number } = {},
): Promise<Show> {
  const title = t.random.name();
  const holdSeconds = given.holdSeconds ?? t.random.int(120, 600);
  await t.database.query('INSERT INTO app.shows (title, hold_seconds) VALUES ($1, $2)', [title, holdSeconds]);
  const { id } = await t.database.one('SELECT id FROM app.shows WHERE title = $1', [title]);
  const row = t.random.pick(['A', 'C', 'K', 'P']);
  const labels = t.random.shuffle(Array.from({ length: given.seats ?? 8 }, (_, n) => `${row}${n + 1}`));
  for (const label of labels) {
    await t.database.query('INSERT INTO app.seats (show_id, label, price_cents) VALUES ($1, $2, $3)', [
      id,
      label,
      t.random.int(1_000, 9_000),
    ]);
  }
  const rows = await t.database.query(
    'SELECT id, label, price_cents FROM app.seats WHERE show_id = $1 ORDER BY id',
    [id],
  );
  const seats = rows.map((seat) => ({
    id: Number(seat['id']),
    label: text(seat['label']),
    priceCents: Number(seat['price_cents']),
  }));
  return { id: Number(id), title, holdSeconds, seats };
}

/** A text of a row or an answer; empty when it is something else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Some seats of a show, drawn, in the order of their ids. */
export function pickSeats(
  t: FixtureContext,
  show: Show,
  count: number,
  except: readonly Seat[] = [],
): Seat[] {
  const free = show.seats.filter((seat) => !except.includes(seat));
  return inOrder(t.random.shuffle(free).slice(0, count));
}

export function inOrder(seats: readonly Seat[]): Seat[] {
  return [...seats].sort((a, b) => a.id - b.id);
}

export const labels = (seats: readonly Seat[]): string[] => seats.map((seat) => seat.label);

export function hold(
  client: HttpClient,
  show: Show,
  seats: readonly Seat[],
  customer = 'Ada',
): Promise<HttpAnswer> {
  return client.post(`/shows/${show.id}/holds`, { json: { customer, seats: labels(seats) } });
}

/** Holds seats that are free, and gives the hold's id. */
export async function held(t: FixtureContext, show: Show, seats: readonly Seat[]): Promise<string> {
  return expectStatus(await hold(t.random.pick(t.instances), show, seats, t.random.name()), 201).string('id');
}

export function confirm(client: HttpClient, id: string): Promise<HttpAnswer> {
  return client.post(`/holds/${id}/confirm`);
}

/** Moves the end of a hold to so many seconds from now, as the planning office does. */
export async function moveEnd(t: FixtureContext, id: string, seconds: number): Promise<void> {
  await t.database.query(
    'UPDATE app.holds SET expires_at = UTC_TIMESTAMP(3) + INTERVAL $2 SECOND WHERE id = $1',
    [id, seconds],
  );
}

export async function expectHold(t: FixtureContext, id: string, status: string): Promise<JsonObject> {
  const answer = expectStatus(await t.random.pick(t.instances).get(`/holds/${id}`), 200);
  expect(answer.object()).toMatchObject({ id, status });
  return answer.object();
}

type Statuses = Readonly<Record<string, 'free' | 'held' | 'booked'>>;

/** Expects what a show tells of its seats at both copies; those that are not named are free. */
export async function expectSeats(t: FixtureContext, show: Show, taken: Statuses = {}): Promise<void> {
  for (const client of t.instances) {
    const answer = expectStatus(await client.get(`/shows/${show.id}`), 200);
    expect(answer.object()).toEqual({
      id: show.id,
      title: show.title,
      seats: show.seats.map(({ label, priceCents }) => ({
        label,
        priceCents,
        status: taken[label] ?? 'free',
      })),
    });
  }
}

/** The same status for some seats. */
export function all(seats: readonly Seat[], status: 'held' | 'booked'): Statuses {
  return Object.fromEntries(seats.map((seat) => [seat.label, status]));
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

export function expectTaken(answer: HttpAnswer, seats: readonly Seat[]): void {
  expect(expectError(answer, 409, 'seats_taken')['seats']).toEqual(labels(seats));
}

/** Longest wait until requests have reached what is locked, milliseconds. Only a service that lets them wait elsewhere takes it all. */
export const MEET_MS = 1_500;

/** Makes requests meet: the seats are locked until all of them had time to reach them. */
export async function together(
  t: TestContext,
  seats: readonly Seat[],
  send: () => Promise<HttpAnswer>[],
): Promise<HttpAnswer[]> {
  const lock = await t.database.hold('SELECT id FROM app.seats WHERE id IN ($1) FOR UPDATE', [
    seats.map((seat) => seat.id),
  ]);
  const answers = send();
  await lock.untilBlocked(answers.length, MEET_MS);
  await lock.release();
  return Promise.all(answers);
}
