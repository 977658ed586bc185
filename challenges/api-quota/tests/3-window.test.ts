import { expect, expectStatus, failed, test, type HttpAnswer, type TestContext } from '@assay/testkit';
import {
  call,
  expectAllowed,
  expectRefused,
  expectUsed,
  expectWait,
  newClient,
  timed,
  untilOver,
} from './support';

const group = 'window';

/**
 * Spends a limit in two goes, and looks when the first one leaves the window. Gives false when the machine was too slow
 * for that to tell anything: by then the second go might have left as well.
 */
async function slide(t: TestContext, windowMs: number): Promise<boolean> {
  const [early, late] = [t.random.int(2, 4), t.random.int(2, 4)];
  const client = await newClient(t, { limit: early + late, windowMs });
  const ask = () => call(t.random.pick(t.instances), client.id);
  const spend = (count: number) =>
    timed(async () => {
      const answers: HttpAnswer[] = [];
      for (let left = count; left > 0; left -= 1) answers.push(await ask());
      return answers;
    });
  const first = await spend(early);
  await t.pause(windowMs / 2);
  const second = await spend(late);
  const refusal = await timed(ask);
  const inFirst = refusal.at.to < first.at.from + windowMs;
  await untilOver(t, first.at, windowMs);
  const usage = await t.http.get(`/clients/${client.id}/usage`);
  const third = await spend(early);
  const again = await timed(ask);
  if (!inFirst || again.at.to >= second.at.from + windowMs) return false;

  for (const answer of [...first.result, ...second.result]) expectStatus(answer, 200);
  expectWait(expectRefused(refusal.result, 0), refusal.at, first.at, windowMs);
  // Just the early ones are free again.
  expect(usage.number('used')).toBe(late);
  for (const answer of third.result) expectStatus(answer, 200);
  expectWait(expectRefused(again.result, 0), again.at, second.at, windowMs);
  await untilOver(t, third.at, windowMs);
  await expectUsed(t.http, client, 0);
  return true;
}

test(
  {
    id: 'slides',
    group,
    title: 'Each call leaves the window by its own time',
    requirements: ['R8'],
    timeout: '40s',
  },
  async (t) => {
    for (const windowMs of [1_600, 3_200, 6_400]) if (await slide(t, windowMs)) return;
    throw failed('The calls took too long to see the window slide.');
  },
);

test(
  {
    id: 'refused-calls-cost-nothing',
    group,
    title: 'Refused calls cost nothing',
    requirements: ['R5', 'R9'],
    timeout: '20s',
  },
  async (t) => {
    const windowMs = 1_200;
    const client = await newClient(t, { limit: 3, windowMs });
    const allowed = await timed(() => call(t.http, client.id, 2));
    expectAllowed(allowed.result, 1);
    while (Date.now() < allowed.at.from + windowMs - 100) {
      const refusal = await timed(() => call(t.random.pick(t.instances), client.id, t.random.int(2, 3)));
      if (refusal.at.to < allowed.at.from + windowMs) expectRefused(refusal.result, 1);
      await t.pause(100);
    }
    await untilOver(t, allowed.at, windowMs);
    expectAllowed(await call(t.http, client.id, 3), 0);
  },
);

test(
  {
    id: 'how-long-to-wait',
    group,
    title: 'The wait depends on the cost',
    requirements: ['R10'],
    timeout: '20s',
  },
  async (t) => {
    const windowMs = t.random.int(60_000, 90_000);
    const client = await newClient(t, { limit: 10, windowMs });
    const spent = [];
    for (const cost of [2, 3, 4]) {
      spent.push((await timed(() => call(t.random.pick(t.instances), client.id, cost))).at);
      await t.pause(t.random.int(150, 250));
    }
    // 1 is left. What must leave the window first: nothing of it for 1, the first call for 2 and 3, and so on.
    for (const [cost, index] of [
      [2, 0],
      [3, 0],
      [4, 1],
      [6, 1],
      [7, 2],
      [10, 2],
    ] as const) {
      const refusal = await timed(() => call(t.random.pick(t.instances), client.id, cost));
      const began = spent[index] ?? refusal.at;
      expectWait(expectRefused(refusal.result, 1), refusal.at, began, windowMs);
    }
    expectAllowed(await call(t.http, client.id, 1), 0);
  },
);

test(
  {
    id: 'nothing-is-left',
    group,
    title: 'After the window nothing is left but the plan',
    requirements: ['R12'],
    timeout: '20s',
  },
  async (t) => {
    const known = await t.redis.keys();
    const client = await newClient(t, { limit: 9, windowMs: 1_000 });
    const planned = await t.redis.keys();
    const plan = planned.filter((key) => !known.includes(key));
    const content = () => Promise.all(plan.map((key) => t.redis.command('DUMP', key)));
    const before = await content();
    for (const copy of [...t.instances, ...t.instances])
      expect((await call(copy, client.id, 2)).status).toBe(200);
    const used = (await t.redis.keys()).filter((key) => !planned.includes(key));
    await t.pause(1_000 + 2_000);
    const left = (await t.redis.keys()).filter((key) => used.includes(key));
    expect({ left }).toEqual({ left: [] });
    expect(await content()).toEqual(before);
    await expectUsed(t.http, client, 0);
    expectAllowed(await call(t.http, client.id, 9), 0);
  },
);
