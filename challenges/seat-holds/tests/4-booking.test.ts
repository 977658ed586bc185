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
} from './support';

const group = 'booking';

test(
  { id: 'confirmed-again', group, title: 'A booking that is confirmed again', requirements: ['R6', 'R19'] },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 2);
    const id = await held(t, show, seats);
    const first = expectStatus(await confirm(t.http, id), 200).object();
    for (const client of t.instances)
      expect(expectStatus(await confirm(client, id), 200).object()).toEqual(first);
    await expectSeats(t, show, all(seats, 'booked'));
  },
);

test(
  { id: 'booked-does-not-end', group, title: 'What is booked does not end', requirements: ['R17', 'R19'] },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 2);
    const id = await held(t, show, seats);
    expectStatus(await confirm(t.http, id), 200);
    await moveEnd(t, id, -t.random.int(1, 1_000));
    await expectHold(t, id, 'booked');
    await expectSeats(t, show, all(seats, 'booked'));
    expectTaken(await hold(t.http, show, seats), seats);
    expect(expectStatus(await confirm(t.http, id), 200).object()).toMatchObject({ id, status: 'booked' });
  },
);

test(
  { id: 'booked-is-not-released', group, title: 'What is booked is not released', requirements: ['R15'] },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 1);
    const id = await held(t, show, seats);
    expectStatus(await confirm(t.http, id), 200);
    for (const client of t.instances) expectError(await client.delete(`/holds/${id}`), 409, 'already_booked');
    await expectSeats(t, show, all(seats, 'booked'));
  },
);

test(
  { id: 'released-is-over', group, title: 'What is released is over', requirements: ['R14'] },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 2);
    const id = await held(t, show, seats);
    expectStatus(await t.http.delete(`/holds/${id}`), 204);
    const next = await held(t, show, seats);
    for (const client of t.instances) {
      expectError(await confirm(client, id), 410, 'hold_released');
      expectError(await client.delete(`/holds/${id}`), 410, 'hold_released');
    }
    // Time does not make it something else.
    await moveEnd(t, id, -60);
    expectError(await confirm(t.http, id), 410, 'hold_released');
    await expectHold(t, id, 'released');
    await expectHold(t, next, 'held');
    await expectSeats(t, show, all(seats, 'held'));
  },
);

test({ id: 'price-stays', group, title: 'A hold keeps its price', requirements: ['R5'] }, async (t) => {
  const show = await openShow(t);
  const seats = pickSeats(t, show, 3);
  const made = expectStatus(await hold(t.http, show, seats), 201);
  await t.database.query('UPDATE app.seats SET price_cents = price_cents + $2 WHERE show_id = $1', [
    show.id,
    t.random.int(1, 500),
  ]);
  const id = made.string('id');
  expect(await expectHold(t, id, 'held')).toEqual(made.object());
  expect(expectStatus(await confirm(t.http, id), 200).object()).toEqual({
    ...made.object(),
    status: 'booked',
  });
});
