import {
  expect,
  expectStatus,
  test,
  type HttpAnswer,
  type HttpClient,
  type TestContext,
} from '@assay/testkit';
import {
  all,
  confirm,
  expectError,
  expectHold,
  expectSeats,
  expectTaken,
  held,
  hold,
  inOrder,
  labels,
  MEET_MS,
  moveEnd,
  openShow,
  pickSeats,
  together,
  type Seat,
} from './support';

const group = 'concurrency';

/** So many customers at each copy. */
function everywhere(t: TestContext, each: number) {
  return t.instances.flatMap((client) => Array.from({ length: each }, () => client));
}

function winners(answers: readonly HttpAnswer[]): HttpAnswer[] {
  return answers.filter((answer) => answer.status === 201);
}

test(
  { id: 'one-seat', group, title: 'One seat, many customers', requirements: ['R1', 'R20'], timeout: '15s' },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 1);
    const answers = await together(t, seats, () =>
      everywhere(t, 3).map((client) => hold(client, show, seats)),
    );
    expect({ got: winners(answers).length }).toEqual({ got: 1 });
    for (const answer of answers) if (answer.status !== 201) expectTaken(answer, seats);
    await expectSeats(t, show, all(seats, 'held'));
  },
);

test(
  {
    id: 'overlapping-wishes',
    group,
    title: 'Wishes that overlap',
    requirements: ['R16', 'R20'],
    timeout: '15s',
  },
  async (t) => {
    const show = await openShow(t, { seats: 6 });
    const [a, b, c] = t.random.shuffle(show.seats) as [Seat, Seat, Seat, ...Seat[]];
    const wishes = [
      [a, b],
      [b, c],
      [c, a],
    ];
    const answers = await together(t, [a, b, c], () =>
      wishes.map((wish, at) => hold(t.instances[at % t.instances.length] ?? t.http, show, wish)),
    );
    const got = wishes.filter((_, at) => answers[at]?.status === 201);
    expect({ got: got.length }).toEqual({ got: 1 });
    const [taken = []] = got;
    for (const [at, wish] of wishes.entries()) {
      const answer = answers[at];
      if (answer && wish !== taken) expectTaken(answer, inOrder(wish.filter((seat) => taken.includes(seat))));
    }
    await expectSeats(t, show, all(taken, 'held'));
  },
);

test(
  {
    id: 'other-order',
    group,
    title: 'The same seats in another order',
    requirements: ['R21'],
    timeout: '15s',
  },
  async (t) => {
    const show = await openShow(t);
    for (const turn of [0, 1]) {
      const pair = pickSeats(t, show, 2);
      const [first, second] = (turn === 0 ? pair : [...pair].reverse()) as [Seat, Seat];
      // Who locks seat by seat, as named: the first customer waits for the first seat, the second has the second one and
      // waits for the first as well. When it comes free, each waits for the other.
      const lock = await t.database.hold('SELECT id FROM app.seats WHERE id = $1 FOR UPDATE', [first.id]);
      const sent = [hold(t.http, show, [first, second])];
      await lock.untilBlocked(1, MEET_MS);
      sent.push(hold(t.instances.at(-1) ?? t.http, show, [second, first]));
      await lock.untilBlocked(2, MEET_MS);
      await lock.release();
      const answers = await Promise.all(sent);
      expect({ got: winners(answers).length }).toEqual({ got: 1 });
      for (const answer of answers) if (answer.status !== 201) expectTaken(answer, inOrder(pair));
      const id = winners(answers)[0]?.string('id') ?? '';
      expectStatus(await t.http.delete(`/holds/${id}`), 204);
    }
  },
);

test(
  {
    id: 'other-seats',
    group,
    title: 'Different seats at the same time',
    requirements: ['R21'],
    timeout: '15s',
  },
  async (t) => {
    const show = await openShow(t, { seats: 8 });
    const answers = await together(t, show.seats, () =>
      show.seats.map((seat, at) => hold(t.instances[at % t.instances.length] ?? t.http, show, [seat])),
    );
    for (const answer of answers) expectStatus(answer, 201);
    await expectSeats(t, show, all(show.seats, 'held'));
  },
);

test(
  {
    id: 'free-again',
    group,
    title: 'An expired seat, many customers',
    requirements: ['R17', 'R20'],
    timeout: '15s',
  },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 2);
    const old = await held(t, show, seats);
    await t.database.query('UPDATE app.holds SET expires_at = UTC_TIMESTAMP(3) WHERE id = $1', [old]);
    const answers = await together(t, seats, () =>
      everywhere(t, 2).map((client) => hold(client, show, seats)),
    );
    expect({ got: winners(answers).length }).toEqual({ got: 1 });
    for (const answer of answers) if (answer.status !== 201) expectTaken(answer, seats);
    expectError(await confirm(t.http, old), 410, 'hold_expired');
    await expectHold(t, winners(answers)[0]?.string('id') ?? '', 'held');
  },
);

test(
  {
    id: 'confirmed-and-deleted',
    group,
    title: 'A hold is confirmed and deleted at the same time',
    requirements: ['R22'],
    timeout: '15s',
  },
  async (t) => {
    const [one, other] = [t.http, t.instances.at(-1) ?? t.http];
    for (const confirmFirst of [true, false]) {
      const show = await openShow(t);
      const seats = pickSeats(t, show, 2);
      const id = await held(t, show, seats);
      const lock = await t.database.hold('SELECT id FROM app.holds WHERE id = $1 FOR UPDATE', [id]);
      const requests = [() => confirm(one, id), () => other.delete(`/holds/${id}`)];
      const sent: Promise<HttpAnswer>[] = [];
      for (const send of confirmFirst ? requests : requests.reverse()) {
        sent.push(send());
        await lock.untilBlocked(sent.length, MEET_MS);
      }
      await lock.release();
      const [first, second] = (await Promise.all(sent)) as [HttpAnswer, HttpAnswer];
      const [confirmed, deleted] = confirmFirst ? [first, second] : [second, first];
      if (confirmed.status === 200) {
        expectError(deleted, 409, 'already_booked');
        await expectHold(t, id, 'booked');
        await expectSeats(t, show, all(seats, 'booked'));
      } else {
        expectError(confirmed, 410, 'hold_released');
        expectStatus(deleted, 204);
        await expectHold(t, id, 'released');
        await expectSeats(t, show);
      }
    }
  },
);

test(
  {
    id: 'ends-while-confirmed',
    group,
    title: 'A hold ends while it is confirmed',
    requirements: ['R17', 'R20', 'R21'],
    timeout: '15s',
  },
  async (t) => {
    const show = await openShow(t);
    const seats = pickSeats(t, show, 2);
    const old = await held(t, show, seats);
    await moveEnd(t, old, 1);
    const lock = await t.database.hold('SELECT id FROM app.holds WHERE id = $1 FOR UPDATE', [old]);
    const confirming = confirm(t.http, old);
    await lock.untilBlocked(1, MEET_MS);
    await t.pause(1_100);
    const next = hold(t.instances.at(-1) ?? t.http, show, seats);
    await lock.untilBlocked(2, MEET_MS);
    await lock.release();
    const [confirmed, made] = await Promise.all([confirming, next]);
    // Who comes first may differ; that both get the seats may not be.
    if (made.status === 201) {
      expectError(confirmed, 410, 'hold_expired');
      await expectHold(t, made.string('id'), 'held');
    } else {
      expectTaken(made, seats);
      expectStatus(confirmed, 200);
      await expectHold(t, old, 'booked');
    }
  },
);

test(
  {
    id: 'ended-by-the-office',
    group,
    title: 'The planning office ends a hold that requests wait for',
    requirements: ['R13', 'R17'],
    timeout: '15s',
  },
  async (t) => {
    const [one, other] = t.random.shuffle(t.instances) as [HttpClient, HttpClient];
    const show = await openShow(t);
    const seats = pickSeats(t, show, 2);
    const id = await held(t, show, seats);
    const lock = await t.database.hold(
      'UPDATE app.holds SET expires_at = UTC_TIMESTAMP(3) - INTERVAL $2 SECOND WHERE id = $1',
      [id, t.random.int(1, 100)],
    );
    const sent = [confirm(one, id), other.delete(`/holds/${id}`)];
    await lock.untilBlocked(sent.length, MEET_MS);
    await lock.commit();
    for (const answer of await Promise.all(sent)) expectError(answer, 410, 'hold_expired');
    await expectHold(t, id, 'expired');
    await expectSeats(t, show);
  },
);

test(
  {
    id: 'other-shows-go-on',
    group,
    title: 'A show that is locked holds up no other',
    requirements: ['R23'],
    timeout: '15s',
  },
  async (t) => {
    const [locked, free] = [await openShow(t), await openShow(t)];
    const seats = pickSeats(t, locked, 2);
    const lock = await t.database.hold('SELECT id FROM app.seats WHERE show_id = $1 FOR UPDATE', [locked.id]);
    const waiting = hold(t.http, locked, seats);
    await lock.untilBlocked(1, MEET_MS);
    const timeoutMs = 2_000;
    for (const [at, client] of t.instances.entries()) {
      const json = { customer: t.random.name(), seats: labels(free.seats.slice(at, at + 1)) };
      const answer = expectStatus(await client.post(`/shows/${free.id}/holds`, { json, timeoutMs }), 201);
      expectStatus(await client.post(`/holds/${answer.string('id')}/confirm`, { timeoutMs }), 200);
    }
    await lock.release();
    expectStatus(await waiting, 201);
    await expectSeats(t, locked, all(seats, 'held'));
  },
);
