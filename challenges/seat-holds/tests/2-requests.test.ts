import { expect, expectStatus, test } from '@assay/testkit';
import { confirm, expectError, expectSeats, held, labels, openShow, pickSeats } from './support';

const group = 'requests';

test({ id: 'not-json', group, title: 'A body that is not JSON', requirements: ['R8'] }, async (t) => {
  const show = await openShow(t);
  const headers = { 'content-type': 'application/json' };
  const whole = JSON.stringify({ customer: t.random.name(), seats: labels(pickSeats(t, show, 1)) });
  for (const body of [whole.slice(0, -1), `{${t.random.word()}}`]) {
    expectError(await t.http.post(`/shows/${show.id}/holds`, { headers, body }), 400, 'malformed_json');
  }
  await expectSeats(t, show);
  expectStatus(await t.http.post(`/shows/${show.id}/holds`, { headers, body: whole }), 201);
});

test(
  { id: 'invalid-bodies', group, title: 'Bodies that are no hold', requirements: ['R9', 'R16'] },
  async (t) => {
    const show = await openShow(t);
    const seats = labels(pickSeats(t, show, 7));
    const customer = t.random.name();
    const [label = ''] = seats;
    const post = (json: unknown) => t.http.post(`/shows/${show.id}/holds`, { json });
    for (const body of [
      [],
      {},
      { customer },
      { seats: [label] },
      { customer: '', seats: [label] },
      { customer: t.random.hex(101), seats: [label] },
      { customer: 42, seats: [label] },
      { customer, seats: label },
      { customer, seats: [] },
      { customer, seats },
      { customer, seats: [label, 7] },
      { customer, seats: [label, null] },
      { customer, seats: [label, seats[1], label] },
    ]) {
      expectError(await post(body), 422, 'invalid_request');
    }
    await expectSeats(t, show);
    const longest = { customer: t.random.hex(100), seats: seats.slice(0, 6) };
    expectStatus(await post(longest), 201);
  },
);

test(
  { id: 'unknown-seats', group, title: 'Seats that the show does not have', requirements: ['R10', 'R16'] },
  async (t) => {
    const [show, other] = [await openShow(t), await openShow(t, { seats: 12 })];
    const [known] = pickSeats(t, show, 1);
    const elsewhere = other.seats.find((seat) => !labels(show.seats).includes(seat.label));
    const unknown = [`Z${t.random.int(10, 99)}`, elsewhere?.label ?? 'Q1', `z${t.random.int(100, 999)}`];
    const json = { customer: t.random.name(), seats: [unknown[0], known?.label, ...unknown.slice(1)] };
    const answer = expectError(await t.http.post(`/shows/${show.id}/holds`, { json }), 422, 'unknown_seats');
    expect(answer['seats']).toEqual(unknown);
    await expectSeats(t, show);
  },
);

test(
  { id: 'nothing-there', group, title: 'Shows and holds that are not there', requirements: ['R11'] },
  async (t) => {
    const show = await openShow(t);
    const json = { customer: t.random.name(), seats: labels(pickSeats(t, show, 1)) };
    for (const id of [show.id + 100_000, t.random.word(), '1.5', '99999999999', `${show.id}x`]) {
      expectError(await t.http.get(`/shows/${id}`), 404, 'not_found');
      expectError(await t.http.post(`/shows/${id}/holds`, { json }), 404, 'not_found');
    }
    const id = await held(t, show, pickSeats(t, show, 1));
    for (const unknown of [t.random.uuid(), t.random.word(), '1', `${id}0`]) {
      expectError(await t.http.get(`/holds/${unknown}`), 404, 'not_found');
      expectError(await confirm(t.http, unknown), 404, 'not_found');
      expectError(await t.http.delete(`/holds/${unknown}`), 404, 'not_found');
    }
  },
);
