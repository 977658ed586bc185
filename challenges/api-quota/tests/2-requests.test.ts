import { expect, expectStatus, test } from '@assay/testkit';
import { call, expectAllowed, expectError, expectUsed, newClient } from './support';

const group = 'requests';

test(
  { id: 'invalid-plans', group, title: 'Plans that can not be', requirements: ['R3', 'R15', 'R16', 'R17'] },
  async (t) => {
    const client = t.random.name();
    const put = (json: unknown) => t.http.put(`/clients/${client}/plan`, { json });
    const sound = { limit: t.random.int(1, 99), windowMs: 1_000 };
    for (const fault of [
      { limit: 0 },
      { limit: 1_001 },
      { limit: 1.5 },
      { limit: '5' },
      { limit: null },
      { limit: undefined },
      { windowMs: 99 },
      { windowMs: 3_600_001 },
      { windowMs: true },
      { windowMs: undefined },
    ]) {
      expectError(await put({ ...sound, ...fault }), 422, 'invalid_request');
    }
    expectError(await put([sound]), 422, 'invalid_request');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(sound).slice(0, -1);
    expectError(await t.http.put(`/clients/${client}/plan`, { headers, body }), 400, 'malformed_json');
    expectError(await t.http.get(`/clients/${client}/plan`), 404, 'no_plan');
    for (const edge of [
      { limit: 1, windowMs: 3_600_000 },
      { limit: 1_000, windowMs: 100 },
    ]) {
      expect(expectStatus(await put(edge), 200).object()).toEqual(edge);
    }
  },
);

test(
  { id: 'invalid-costs', group, title: 'Costs that can not be', requirements: ['R15', 'R16', 'R18'] },
  async (t) => {
    const client = await newClient(t);
    const post = (json: unknown) => t.http.post(`/clients/${client.id}/calls`, { json });
    for (const cost of [0, -1, 1.5, '1', null, true, [1]]) {
      expectError(await post({ cost }), 422, 'invalid_request');
    }
    expectError(await post([1]), 422, 'invalid_request');
    for (const cost of [client.limit + 1, 100_000]) {
      expectError(await post({ cost }), 422, 'cost_too_high');
    }
    const headers = { 'content-type': 'application/json' };
    const answer = await t.http.post(`/clients/${client.id}/calls`, { headers, body: '{"cost":' });
    expectError(answer, 400, 'malformed_json');
    await expectUsed(t.http, client, 0);
    expectAllowed(await post({}), client.limit - 1);
    expectAllowed(await call(t.http, client.id, client.limit - 1), 0);
  },
);

test({ id: 'no-plan', group, title: 'Clients without a plan', requirements: ['R17'] }, async (t) => {
  const client = t.random.name();
  for (const copy of t.instances) {
    expectError(await copy.get(`/clients/${client}/plan`), 404, 'no_plan');
    expectError(await copy.get(`/clients/${client}/usage`), 404, 'no_plan');
    expectError(await call(copy, client), 404, 'no_plan');
    expectError(await copy.delete(`/clients/${client}/calls`), 404, 'no_plan');
  }
});

test(
  { id: 'not-there', group, title: 'Paths and names that are not there', requirements: ['R19'] },
  async (t) => {
    const plan = { limit: 5, windowMs: 1_000 };
    for (const name of [t.random.hex(41), 'a%20b', 'caf%C3%A9', 'a*', 'a%2Fb', '%5Bx%5D']) {
      expectError(await t.http.put(`/clients/${name}/plan`, { json: plan }), 404, 'not_found');
      expectError(await t.http.get(`/clients/${name}/usage`), 404, 'not_found');
      expectError(await call(t.http, name), 404, 'not_found');
    }
    expectError(await t.http.get(`/${t.random.name()}`), 404, 'not_found');
    const longest = `A-z_0.9:${t.random.hex(32)}`;
    expectStatus(await t.http.put(`/clients/${longest}/plan`, { json: plan }), 200);
    expectAllowed(await call(t.http, longest), 4);
  },
);
