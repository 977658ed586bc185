import { expect, expectStatus, test, type HttpAnswer, type TestContext } from '@assay/testkit';
import {
  call,
  expectUsed,
  newClient,
  rounds,
  setPlan,
  timed,
  together,
  untilOver,
  type Meeting,
} from './support';

const group = 'concurrency';

/** So many calls at each copy, in turns, so that both have theirs at the same instant. */
function everywhere(t: TestContext, each: number) {
  return Array.from({ length: each }, () => t.instances).flat();
}

function remainders(answers: readonly HttpAnswer[]): number[] {
  for (const answer of answers) expectStatus(answer, 200, 429);
  return answers.filter((answer) => answer.status === 200).map((answer) => answer.number('remaining'));
}

/** All whole numbers below, from the highest on. */
function below(count: number): number[] {
  return Array.from({ length: count }, (_, n) => count - 1 - n);
}

test(
  { id: 'all-at-once', group, title: 'Many calls at once', requirements: ['R1', 'R13'], timeout: '20s' },
  async (t) => {
    for (const meeting of rounds(t)) {
      const client = await newClient(t, { limit: t.random.int(5, 12) });
      const answers = await together(t, meeting, () =>
        everywhere(t, 12).map((copy) => call(copy, client.id)),
      );
      const left = remainders(answers).sort((a, b) => b - a);
      expect({ allowed: left.length, left }).toEqual({ allowed: client.limit, left: below(client.limit) });
      for (const copy of t.instances) await expectUsed(copy, client, client.limit);
    }
  },
);

test(
  {
    id: 'the-last-unit',
    group,
    title: 'Many calls for the last unit',
    requirements: ['R13'],
    timeout: '20s',
  },
  async (t) => {
    for (const meeting of rounds(t)) {
      const client = await newClient(t, { limit: t.random.int(20, 60) });
      expectStatus(await call(t.http, client.id, client.limit - 1), 200);
      const answers = await together(t, meeting, () => everywhere(t, 8).map((copy) => call(copy, client.id)));
      expect(remainders(answers)).toEqual([0]);
      await expectUsed(t.http, client, client.limit);
    }
  },
);

test(
  { id: 'enough-for-all', group, title: 'Enough for all', requirements: ['R13'], timeout: '20s' },
  async (t) => {
    for (const meeting of rounds(t)) {
      const client = await newClient(t, { limit: 100 });
      const answers = await together(t, meeting, () =>
        everywhere(t, 14).map((copy) => call(copy, client.id)),
      );
      const left = remainders(answers).sort((a, b) => b - a);
      expect(left).toEqual(below(100).slice(0, answers.length));
      await expectUsed(t.http, client, answers.length);
    }
  },
);

test(
  {
    id: 'different-costs',
    group,
    title: 'Calls of different costs at once',
    requirements: ['R14'],
    timeout: '20s',
  },
  async (t) => {
    for (const meeting of rounds(t)) {
      const client = await newClient(t, { limit: t.random.int(20, 30) });
      const costs = everywhere(t, 10).map(() => t.random.int(1, 9));
      const answers = await together(t, meeting, () =>
        costs.map((cost, at) => call(t.instances[at % t.instances.length] ?? t.http, client.id, cost)),
      );
      remainders(answers);
      const sum = (status: number): number[] => costs.filter((_, at) => answers[at]?.status === status);
      const used = sum(200).reduce((total, cost) => total + cost, 0);
      expect(used).toBeLessThanOrEqual(client.limit);
      // Whoever was refused can not afford the call now either: nothing was given back meanwhile.
      const affordable = sum(429).filter((cost) => used + cost <= client.limit);
      expect({ refusedThoughAffordable: affordable }).toEqual({ refusedThoughAffordable: [] });
      for (const copy of t.instances) await expectUsed(copy, client, used);
    }
  },
);

test(
  {
    id: 'plan-meanwhile',
    group,
    title: 'A plan is set while calls arrive',
    requirements: ['R14'],
    timeout: '20s',
  },
  async (t) => {
    for (const meeting of rounds(t)) {
      const client = await newClient(t, { limit: 4 });
      const { id, windowMs } = client;
      const answers = await together(t, meeting, () => [
        ...everywhere(t, 4).map((copy) => call(copy, id)),
        t.http.put(`/clients/${id}/plan`, { json: { limit: 6, windowMs } }),
        ...everywhere(t, 4).map((copy) => call(copy, id)),
        ...t.instances.map((copy) => copy.get(`/clients/${id}/usage`)),
      ]);
      const calls = answers.filter((answer) => answer.request.includes('/calls'));
      const allowed = remainders(calls).length;
      // Between the old limit and the new one, depending on when the plan came; then up to the new one.
      expect(allowed).toBeGreaterThanOrEqual(4);
      expect(allowed).toBeLessThanOrEqual(6);
      for (const answer of answers.filter((each) => each.request.includes('/usage'))) {
        expectStatus(answer, 200);
        expect(answer.number('used')).toBeLessThanOrEqual(answer.number('limit'));
      }
      await expectUsed(t.http, { id, limit: 6, windowMs }, allowed);
      const more = await together(t, meeting, () => everywhere(t, 4).map((copy) => call(copy, id)));
      expect(remainders(more)).toHaveLength(6 - allowed);
      await setPlan(t.http, id, { limit: 6, windowMs });
    }
  },
);

test(
  {
    id: 'when-the-window-is-over',
    group,
    title: 'Many calls when the window is just over',
    requirements: ['R8', 'R13'],
    timeout: '20s',
  },
  async (t) => {
    const meetings: Meeting[] = t.random.shuffle(['held', 'free', 'late']);
    const spend = (client: { id: string }, meeting: Meeting) =>
      timed(() => together(t, meeting, () => everywhere(t, 8).map((copy) => call(copy, client.id))));
    const spent = [];
    for (const meeting of meetings) {
      const client = await newClient(t, { limit: t.random.int(4, 8), windowMs: 2_000 });
      spent.push({ client, meeting, ...(await spend(client, meeting)) });
    }
    // One wait is enough for all: their windows run side by side.
    for (const { client, meeting, result, at } of spent) {
      expect(remainders(result)).toHaveLength(client.limit);
      await untilOver(t, at, client.windowMs);
      const { result: answers } = await spend(client, meeting);
      expect(remainders(answers)).toHaveLength(client.limit);
    }
  },
);
