import { expect, expectStatus, test } from '@assay/testkit';
import {
  call,
  expectAllowed,
  expectRefused,
  expectUsed,
  newClient,
  setPlan,
  timed,
  untilOver,
} from './support';

const group = 'shared';

test(
  { id: 'new-limit', group, title: 'A new limit counts at once, everywhere', requirements: ['R1', 'R11'] },
  async (t) => {
    const client = await newClient(t, { limit: 6 });
    const { id, windowMs } = client;
    const copies = [t.http, t.instances.at(-1) ?? t.http] as const;
    for (const copy of copies) expect((await call(copy, id, 2)).status).toBe(200);
    for (const [copy, other] of [copies, [copies[1], copies[0]]] as const) {
      await setPlan(copy, id, { limit: 9, windowMs });
      expectRefused(await call(other, id, 6), 5);
      await expectUsed(other, { id, limit: 9, windowMs }, 4);
      await setPlan(copy, id, { limit: 3, windowMs });
      expectRefused(await call(other, id), 0);
      await expectUsed(other, { id, limit: 3, windowMs }, 4);
      await setPlan(other, id, { limit: 5, windowMs });
      expectRefused(await call(copy, id, 2), 1);
    }
    expectAllowed(await call(t.http, id), 0);
  },
);

test(
  {
    id: 'new-window',
    group,
    title: 'A shorter window counts at once, everywhere',
    requirements: ['R11'],
    timeout: '20s',
  },
  async (t) => {
    const client = await newClient(t, { limit: 4, windowMs: 600_000 });
    const [one, other] = [t.http, t.instances.at(-1) ?? t.http];
    const early = await timed(() => call(one, client.id, 3));
    expectAllowed(early.result, 1);
    for (const copy of t.instances) expectRefused(await call(copy, client.id, 2), 1);
    const windowMs = 1_000;
    await setPlan(one, client.id, { limit: 4, windowMs });
    await untilOver(t, early.at, windowMs);
    await expectUsed(other, { ...client, windowMs }, 0);
    expectAllowed(await call(other, client.id, 4), 0);
  },
);

test({ id: 'forgotten', group, title: 'Calls are forgotten on demand', requirements: ['R7'] }, async (t) => {
  const client = await newClient(t, { limit: 3 });
  for (const copy of t.instances) {
    expectAllowed(await call(copy, client.id, 3), 0);
    const other = t.instances.find((each) => each !== copy) ?? copy;
    const answer = expectStatus(await other.delete(`/clients/${client.id}/calls`), 204);
    expect(answer.text).toBe('');
    for (const each of t.instances) await expectUsed(each, client, 0);
  }
  expectStatus(await t.http.delete(`/clients/${client.id}/calls`), 204);
  expectAllowed(await call(t.http, client.id, 3), 0);
});

test(
  {
    id: 'clients-are-apart',
    group,
    title: 'Clients have nothing to do with each other',
    requirements: ['R3', 'R4'],
  },
  async (t) => {
    const base = t.random.name();
    const names = [
      base,
      base.toUpperCase(),
      `${base}:plan`,
      `${base}:calls`,
      `plan:${base}`,
      `calls:${base}`,
      `${base}.`,
    ];
    const windowMs = 600_000;
    for (const [index, name] of names.entries()) {
      await setPlan(t.random.pick(t.instances), name, { limit: 10 + index, windowMs });
    }
    for (const [index, name] of t.random.shuffle([...names.entries()])) {
      expectAllowed(await call(t.random.pick(t.instances), name, 3), 7 + index);
    }
    expectStatus(await t.http.delete(`/clients/${base}/calls`), 204);
    for (const [index, id] of names.entries()) {
      await expectUsed(t.http, { id, limit: 10 + index, windowMs }, id === base ? 0 : 3);
    }
  },
);
