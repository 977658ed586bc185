import { expect, expectStatus, test } from '@assay/testkit';
import {
  all,
  confirm,
  expectError,
  expectHold,
  expectSeats,
  expectTaken,
  held,
  hold,
  moveEnd,
  openShow,
  pickSeats,
  text,
} from './support';

const group = 'expiry';

test(
  { id: 'ends-by-itself', group, title: 'A hold ends by itself', requirements: ['R4', 'R13', 'R17'] },
  async (t) => {
    const show = await openShow(t, { holdSeconds: 3 });
    const seats = pickSeats(t, show, 2);
    const made = expectStatus(await hold(t.http, show, seats), 201);
    expectTaken(await hold(t.http, show, seats), seats);
    // A tenth of a second over its end, by the clock that all share.
    await t.pause(Math.max(0, Date.parse(made.string('expiresAt')) - Date.now()) + 100);
    await expectHold(t, made.string('id'), 'expired');
    await expectSeats(t, show);
    for (const client of t.instances)
      expectError(await confirm(client, made.string('id')), 410, 'hold_expired');
    await expectSeats(t, show);
  },
);

test(
  { id: 'end-is-read', group, title: 'The end of a hold is the one in the table', requirements: ['R17'] },
  async (t) => {
    const show = await openShow(t, { holdSeconds: t.random.int(30, 90) });
    const seats = pickSeats(t, show, 2);
    const id = await held(t, show, seats);
    await moveEnd(t, id, -t.random.int(1, 100));
    await expectHold(t, id, 'expired');
    await expectSeats(t, show);
    const other = pickSeats(t, show, 1, seats);
    const long = await held(t, show, other);
    await moveEnd(t, long, 3_600);
    const { expiresAt } = await expectHold(t, long, 'held');
    const minutes = (Date.parse(text(expiresAt)) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
    expectStatus(await confirm(t.http, long), 200);
    await expectSeats(t, show, all(other, 'booked'));
  },
);

test(
  {
    id: 'seats-go-on',
    group,
    title: 'The seats of an expired hold go to the next',
    requirements: ['R17', 'R18'],
  },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 3);
    const first = await held(t, show, seats);
    await moveEnd(t, first, -1);
    const second = await held(t, show, seats.slice(0, 2));
    for (const client of t.instances) expectError(await confirm(client, first), 410, 'hold_expired');
    await expectHold(t, first, 'expired');
    expectStatus(await confirm(t.http, second), 200);
    await expectSeats(t, show, all(seats.slice(0, 2), 'booked'));
    expectError(await t.http.delete(`/holds/${first}`), 410, 'hold_expired');
    await expectSeats(t, show, all(seats.slice(0, 2), 'booked'));
  },
);

test(
  {
    id: 'expired-stays-expired',
    group,
    title: 'An expired hold does not come back',
    requirements: ['R13', 'R18'],
  },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 2);
    const id = await held(t, show, seats);
    await moveEnd(t, id, -1);
    expectError(await confirm(t.http, id), 410, 'hold_expired');
    expectError(await t.http.delete(`/holds/${id}`), 410, 'hold_expired');
    await expectHold(t, id, 'expired');
    const next = await held(t, show, seats);
    await expectHold(t, next, 'held');
    expectError(await confirm(t.http, id), 410, 'hold_expired');
    await expectSeats(t, show, all(seats, 'held'));
  },
);
