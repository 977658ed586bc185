import { readdirSync } from 'node:fs';
import { createJudging, type Judging } from '@assay/judging';
import { engine, eventually, sandboxOptions, slotContainers } from '../support/sandbox';
import { BARE_SCORE, bareTrial, referenceOf, submissionOf } from '../support/trial';

jest.setTimeout(90_000);

const processesOfHost = (): number => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length;

describe('a subject that takes too much', () => {
  let judging: Judging;
  beforeAll(async () => {
    judging = await createJudging(sandboxOptions());
  });
  afterAll(async () => {
    await judging.close();
    expect(await slotContainers()).toEqual([]);
  });

  test.each<[string, RegExp]>([
    ['processes', /did not listen|ended/],
    ['threads', /did not listen|ended/],
    ['memory', /ended with exit code 1(37)?\b/],
    ['files', /did not listen|ended with exit code 1(37)?\b/],
    ['output', /did not listen/],
    ['signals', /did not listen|ended/],
  ])('%s: is contained, scores nothing, and the next submission has full marks', async (what, message) => {
    const challenge = await bareTrial({ start: 2_500, limits: { wall: 5_000 } });
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, processesOfHost());
    }, 50);
    const processes = processesOfHost();
    const began = Date.now();
    const verdict = await judging.judge(submissionOf(challenge, 'exhaust.py', { what }));
    clearInterval(watch);
    const { prepareMs = 0 } = verdict.phases;
    expect(Date.now() - began - prepareMs).toBeLessThan(12_000);
    expect(verdict).toMatchObject({ status: 'judged' });
    // Filling what is its own is no crime by itself: then it serves, and is judged as anybody.
    expect([0, BARE_SCORE]).toContain(verdict.score);
    if (verdict.score === 0) {
      expect(verdict.tests.map((test) => test.status)).not.toContain('passed');
      expect(verdict.tests[0]?.message).toMatch(message);
    } else {
      expect(what).toBe('files');
    }
    // Its processes are counted against it alone, and what it prints is kept up to a cap.
    expect(most - processes).toBeLessThan(64 + 150);
    expect(process.memoryUsage().rss - before).toBeLessThan(160 * 1024 ** 2);
    expect(JSON.stringify(verdict).length).toBeLessThan(512 * 1024);

    // The engine answers, and the next one is judged as if nothing had been.
    await expect(engine.ping()).resolves.toBeDefined();
    const next = await judging.judge(referenceOf(challenge, 'javascript'));
    expect(next).toMatchObject({ status: 'judged', score: BARE_SCORE });
    await eventually('the processes of the slot are gone', async () => {
      const used = await slotContainers((container) => container.owner.includes(`|${process.pid}|`));
      // Warm slots wait; what was used is gone.
      return used.length <= 2 * 2;
    });
  });
});
