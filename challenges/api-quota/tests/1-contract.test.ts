import { expect, expectStatus, test } from '@assay/testkit';
import { call, expectAllowed, expectRefused, expectUsed, newClient, setPlan } from './support';

const group = 'contract';

test({ id: 'health', group, title: 'Both copies are healthy', requirements: ['R1', 'R2'] }, async (t) => {
  for (const copy of t.instances) {
    expect(expectStatus(await copy.get('/health'), 200).object()).toEqual({ status: 'ok' });
  }
});

test(
  { id: 'plan', group, title: 'A plan is set, shown and replaced', requirements: ['R1', 'R3'] },
  async (t) => {
    const client = t.random.name();
    for (const copy of t.instances) {
      const plan = { limit: t.random.int(1, 1_000), windowMs: t.random.int(100, 3_600_000) };
      await setPlan(copy, client, plan);
      for (const other of t.instances) {
        expect(expectStatus(await other.get(`/clients/${client}/plan`), 200).object()).toEqual(plan);
      }
    }
  },
);

test(
  {
    id: 'calls-are-counted',
    group,
    title: 'Calls are counted at both copies',
    requirements: ['R1', 'R4', 'R6'],
  },
  async (t) => {
    const client = await newClient(t);
    await expectUsed(t.http, client, 0);
    let used = 0;
    for (const copy of [...t.instances, ...t.instances]) {
      used += 1;
      expectAllowed(await call(copy, client.id), client.limit - used);
      for (const each of t.instances) await expectUsed(each, client, used);
    }
  },
);

test(
  { id: 'limit-is-kept', group, title: 'Calls beyond the limit are refused', requirements: ['R4', 'R5'] },
  async (t) => {
    const client = await newClient(t, { limit: t.random.int(3, 6) });
    for (let left = client.limit - 1; left >= 0; left -= 1) {
      expectAllowed(await call(t.random.pick(t.instances), client.id), left);
    }
    for (const copy of t.instances) {
      const wait = expectRefused(await call(copy, client.id), 0);
      expect(wait).toBeLessThanOrEqual(client.windowMs);
    }
  },
);

test({ id: 'costs', group, title: 'Calls have a cost', requirements: ['R4', 'R5', 'R6'] }, async (t) => {
  const client = await newClient(t, { limit: 10 });
  const [first, second] = t.random.shuffle([3, 4]) as [number, number];
  expectAllowed(await call(t.http, client.id, first), 10 - first);
  expectAllowed(await call(t.http, client.id, second), 3);
  expectRefused(await call(t.http, client.id, t.random.int(4, 10)), 3);
  await expectUsed(t.http, client, 7);
  expectAllowed(await call(t.http, client.id, 3), 0);
});

test(
  {
    id: 'copy-starts-anew',
    group,
    title: 'Copies are ended and started anew',
    requirements: ['R1'],
    timeout: '60s',
  },
  async (t) => {
    const client = await newClient(t);
    for (const [index, copy] of t.instances.entries()) {
      expectAllowed(await call(copy, client.id), client.limit - 1 - 2 * index);
      await t.stopInstance(index);
      const other = t.instances[(index + 1) % t.instances.length] ?? copy;
      expectAllowed(await call(other, client.id), client.limit - 2 - 2 * index);
      await t.startInstance(index);
      await expectUsed(copy, client, 2 + 2 * index);
    }
    // Both at once, so that neither can tell the other what it knew.
    await Promise.all(t.instances.map((_, index) => t.stopInstance(index)));
    await Promise.all(t.instances.map((_, index) => t.startInstance(index)));
    for (const copy of t.instances) await expectUsed(copy, client, 2 * t.instances.length);
  },
);
