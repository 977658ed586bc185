import { expect, expectStatus, test } from '@assay/testkit';
import {
  all,
  confirm,
  expectHold,
  expectSeats,
  expectTaken,
  hold,
  labels,
  openShow,
  pickSeats,
} from './support';

const group = 'contract';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

test({ id: 'health', group, title: 'Both copies are healthy', requirements: ['R1', 'R2'] }, async (t) => {
  for (const client of t.instances) {
    expect(expectStatus(await client.get('/health'), 200).object()).toEqual({ status: 'ok' });
  }
});

test(
  { id: 'show-is-shown', group, title: 'A show is shown with its seats', requirements: ['R1', 'R3'] },
  async (t) => {
    const show = await openShow(t, { seats: t.random.int(5, 9) });
    await expectSeats(t, show);
    const cents = t.random.int(100, 900);
    await t.database.query('UPDATE app.seats SET price_cents = $2 WHERE show_id = $1', [show.id, cents]);
    await expectSeats(t, { ...show, seats: show.seats.map((seat) => ({ ...seat, priceCents: cents })) });
  },
);

test(
  { id: 'seats-are-held', group, title: 'Seats are held for a customer', requirements: ['R1', 'R4', 'R5'] },
  async (t) => {
    const [one, other] = [t.http, t.instances.at(-1) ?? t.http];
    const show = await openShow(t);
    const seats = pickSeats(t, show, t.random.int(2, 4));
    const customer = `Søren ${t.random.name()}`;
    const json = { customer, seats: t.random.shuffle(labels(seats)) };
    const sent = Date.now();
    const answer = expectStatus(await one.post(`/shows/${show.id}/holds`, { json }), 201);
    const made = answer.object();
    expect(made).toEqual({
      id: expect.stringMatching(UUID),
      showId: show.id,
      customer,
      seats: labels(seats),
      totalCents: seats.reduce((sum, seat) => sum + seat.priceCents, 0),
      status: 'held',
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/),
    });
    const lasts = Date.parse(answer.string('expiresAt')) - sent;
    expect(Math.abs(lasts / 1000 - show.holdSeconds)).toBeLessThan(5);
    await expectSeats(t, show, all(seats, 'held'));
    expect(expectStatus(await other.get(`/holds/${answer.string('id')}`), 200).object()).toEqual(made);
    const [row] = await t.database.query('SELECT customer, status FROM app.holds WHERE id = $1', [
      made['id'],
    ]);
    expect(row).toEqual({ customer, status: 'held' });
  },
);

test(
  { id: 'held-seats-are-taken', group, title: 'Seats that are held are taken', requirements: ['R12', 'R16'] },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 3);
    expectStatus(await hold(t.http, show, seats), 201);
    for (const client of t.instances) expectTaken(await hold(client, show, seats.slice(1)), seats.slice(1));
    const [free] = pickSeats(t, show, 1, seats);
    expect(free).toBeDefined();
    if (free) expectTaken(await hold(t.http, show, [free, ...seats.slice(0, 1)]), seats.slice(0, 1));
    await expectSeats(t, show, all(seats, 'held'));
  },
);

test({ id: 'hold-is-booked', group, title: 'A hold is booked', requirements: ['R3', 'R6'] }, async (t) => {
  const [one, other] = [t.http, t.instances.at(-1) ?? t.http];
  const show = await openShow(t);
  const seats = pickSeats(t, show, 2);
  const made = expectStatus(await hold(one, show, seats), 201);
  const booked = expectStatus(await confirm(other, made.string('id')), 200);
  expect(booked.object()).toEqual({ ...made.object(), status: 'booked' });
  await expectHold(t, made.string('id'), 'booked');
  await expectSeats(t, show, all(seats, 'booked'));
  expectTaken(await hold(one, show, seats), seats);
});

test(
  { id: 'hold-is-released', group, title: 'A hold is released', requirements: ['R3', 'R7'] },
  async (t) => {
    const [one, other] = [t.http, t.instances.at(-1) ?? t.http];
    const show = await openShow(t);
    const seats = pickSeats(t, show, 3);
    const id = expectStatus(await hold(one, show, seats), 201).string('id');
    const answer = expectStatus(await other.delete(`/holds/${id}`), 204);
    expect(answer.text).toBe('');
    await expectHold(t, id, 'released');
    await expectSeats(t, show);
    expectStatus(await hold(other, show, seats.slice(0, 2)), 201);
    await expectSeats(t, show, all(seats.slice(0, 2), 'held'));
  },
);

test(
  {
    id: 'copy-starts-anew',
    group,
    title: 'A copy is ended and started anew',
    requirements: ['R1', 'R5', 'R12'],
    timeout: '40s',
  },
  async (t) => {
    const [first, other] = [t.http, t.instances.at(-1) ?? t.http];
    const show = await openShow(t);
    const seats = pickSeats(t, show, 2);
    await t.stopInstance(0);
    const made = expectStatus(await hold(other, show, seats), 201);
    await t.startInstance(0);
    const shown = expectStatus(await first.get(`/holds/${made.string('id')}`), 200);
    expect(shown.object()).toEqual(made.object());
    expectTaken(await hold(first, show, seats), seats);
  },
);
