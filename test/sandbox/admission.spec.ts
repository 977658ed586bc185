import { createJudging, InfrastructureError, type Judging } from '@assay/judging';
import { LABELS, slotMemory } from '@assay/sandbox';
import { thisOwner } from '../../libs/sandbox/owner';
import { EngineProxy } from '../support/engine-proxy';
import {
  engine,
  openTestSandbox,
  sandboxOptions,
  slotContainers,
  withJudging,
  withRoomyJudging,
} from '../support/sandbox';
import { BARE_SCORE, bareTrial, planOf, submissionOf } from '../support/trial';

jest.setTimeout(180_000);

describe('slots are admitted by memory', () => {
  const mine = thisOwner();
  /** Stands for another supervisor's slot on the same machine. */
  const NEIGHBOUR = 'another-host/pid:[1]|admission|1';
  let slot: number;
  let proxy: EngineProxy;

  beforeAll(async () => {
    const sandbox = await openTestSandbox();
    slot = slotMemory(await planOf(sandbox, await bareTrial(), 'python'), sandbox.host.socketCap);
    await sandbox.pool.close();
    // Others may use the same engine; what they hold is not looked at here, so that the numbers are exact.
    proxy = await EngineProxy.start({
      sees: (labels) => [mine, NEIGHBOUR].includes(labels[LABELS.owner] ?? ''),
    });
  });
  afterAll(() => proxy.close());

  const open = (memoryBudget: number): Promise<Judging> =>
    createJudging(sandboxOptions({ memoryBudget, dockerHost: proxy.host }));

  const live = async (): Promise<number> =>
    (await slotContainers())
      .filter((one) => ['created', 'running'].includes(one.state))
      .reduce((sum, one) => sum + one.memory, 0);

  test('a second submission waits for room, and both get their verdict', async () => {
    const challenge = await bareTrial();
    const budget = Math.floor(slot * 1.5);
    const judging = await open(budget);
    const samples: number[] = [];
    const sampling = { over: false };
    const sampler = (async () => {
      while (!sampling.over) samples.push(await live());
    })();
    const order: string[] = [];
    const judge = async (name: string): Promise<number> => {
      const verdict = await judging.judge(submissionOf(challenge, 'remember.py', {}, name), {
        onEvent: (event) => {
          if (event.type === 'running') order.push('runs');
        },
      });
      order.push('is judged');
      return verdict.score;
    };
    try {
      expect(await Promise.all([judge('first'), judge('second')])).toEqual([BARE_SCORE, BARE_SCORE]);
    } finally {
      sampling.over = true;
      await sampler;
      await judging.close();
    }
    expect(order).toEqual(['runs', 'is judged', 'runs', 'is judged']);
    expect(Math.max(...samples)).toBeGreaterThan(0);
    expect(Math.max(...samples)).toBeLessThanOrEqual(budget);
  });

  test('with room for two they run at the same time', async () => {
    const challenge = await bareTrial();
    const judging = await open(slot * 2);
    const order: string[] = [];
    const judge = async (seed: string): Promise<void> => {
      await judging.judge(submissionOf(challenge, 'hang.py', { answers: ['/health'] }, seed), {
        onEvent: (event) => {
          if (event.type === 'running') order.push('runs');
        },
      });
      order.push('is judged');
    };
    try {
      await Promise.all([judge('first'), judge('second')]);
    } finally {
      await judging.close();
    }
    expect(order).toEqual(['runs', 'runs', 'is judged', 'is judged']);
  });

  test('slots of another supervisor count', async () => {
    const judging = await open(Math.floor(slot * 1.5));
    const neighbour = await engine.createContainer({
      Image: 'assay/judge:latest',
      Labels: {
        [LABELS.slot]: 'neighbour',
        [LABELS.owner]: NEIGHBOUR,
        [LABELS.memory]: String(slot),
        [LABELS.lease]: String(Math.ceil(Date.now() / 1000) + 600),
      },
    });
    let there = true;
    try {
      const judged = judging.judge(submissionOf(await bareTrial(), 'remember.py'), {
        onEvent: (event) => {
          if (event.type === 'running') expect(there).toBe(false);
        },
      });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await live()).toBe(0);
      await neighbour.remove({ force: true });
      there = false;
      expect((await judged).score).toBe(BARE_SCORE);
    } finally {
      if (there) await neighbour.remove({ force: true });
      await judging.close();
    }
  });

  test('what could never fit is refused with the setting to change', async () => {
    await withJudging(
      async (judging) => {
        const judged = judging.judge(submissionOf(await bareTrial(), 'remember.py'));
        await expect(judged).rejects.toThrow(InfrastructureError);
        await expect(judged).rejects.toThrow(/SANDBOX_MEMORY_BUDGET/);
      },
      { memoryBudget: 100 * 1024 ** 2 },
    );
  });

  test('a container’s label says what the engine was told', async () => {
    await withRoomyJudging(async (judging) => {
      const challenge = await bareTrial();
      await judging.warm(challenge, 'python');
      await judging.settled();
      const own = await slotContainers();
      expect(own.map((container) => container.memory).toSorted((a, b) => a - b)).toEqual([
        challenge.manifest.limits.memory,
        256 * 1024 ** 2,
      ]);
      expect(LABELS.memory).toBe('assay.memory');
    });
  });
});
