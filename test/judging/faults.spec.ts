import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Verdict } from '@assay/contracts';
import { createJudging, InfrastructureError, type JudgeRequest, type JudgingEvent } from '@assay/judging';
import { EngineProxy } from '../support/engine-proxy';
import {
  engine,
  eventually,
  SANDBOX_DIR,
  sandboxOptions,
  slotContainers,
  withJudging,
  type LiveContainer,
} from '../support/sandbox';
import { BARE_SCORE, bareTrial, referenceOf, statusesOf, submissionOf, trial } from '../support/trial';

jest.setTimeout(120_000);

/** Judges, and does something to the slot from outside once a test has begun. */
async function judgeAnd(
  request: JudgeRequest,
  when: string,
  act: (containers: LiveContainer[]) => Promise<void>,
): Promise<Verdict> {
  return withJudging(async (judging) => {
    let acted: Promise<void> | undefined;
    const onEvent = (event: JudgingEvent): void => {
      if (event.type === 'test-started' && event.id === when) acted ??= slotContainers().then(act);
    };
    const verdict = await judging.judge(request, { onEvent });
    expect(acted).toBeDefined();
    await acted;
    return verdict;
  });
}

const kill =
  (role: string) =>
  async (containers: LiveContainer[]): Promise<void> => {
    const victim = containers.find((container) => container.role === role);
    await engine.getContainer(victim?.id ?? '').kill();
  };

describe('before the code runs, a failure is the platform’s', () => {
  test('an image that is missing', async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'assay-sandbox-'));
    try {
      await cp(path.join(SANDBOX_DIR, 'seccomp.json'), path.join(directory, 'seccomp.json'));
      await mkdir(path.join(directory, 'runtimes/absent'), { recursive: true });
      await writeFile(
        path.join(directory, 'runtimes/absent/runtime.yaml'),
        'schema: 1\ntitle: Absent\ncommand: [/bin/true]\nlanguages: [{ id: python, name: Python, entry: main.py }]\n',
      );
      await withJudging(
        async (judging) => {
          const judged = judging.judge(referenceOf(await bareTrial(), 'python'));
          await expect(judged).rejects.toThrow(InfrastructureError);
          await expect(judged).rejects.toThrow(/assay\/runtime-absent/);
        },
        { directory },
      );
    } finally {
      await rm(directory, { recursive: true });
    }
    expect(await slotContainers()).toEqual([]);
  });

  test('an engine that is not there', async () => {
    const dockerHost = `unix://${path.join(os.tmpdir(), 'no-engine-listens-here.sock')}`;
    await expect(createJudging(sandboxOptions({ dockerHost }))).rejects.toThrow(InfrastructureError);
  });

  test('an engine that goes away before the submission is handed over', async () => {
    const proxy = await EngineProxy.start();
    const judging = await createJudging(sandboxOptions({ dockerHost: proxy.host }));
    await proxy.close();
    await expect(judging.judge(referenceOf(await bareTrial(), 'python'))).rejects.toThrow(
      InfrastructureError,
    );
    await judging.close();
  });

  test('base data that does not load', async () => {
    const whole = await trial();
    const services = { postgresql: [{ path: 'schema.sql', content: Buffer.from('CREATE TABLE broken (') }] };
    await withJudging(async (judging) => {
      const judged = judging.judge(referenceOf({ ...whole, hash: 'broken-base-data', services }, 'python'));
      await expect(judged).rejects.toThrow(InfrastructureError);
    });
  });

  test('a suite that does not load', async () => {
    const challenge = await bareTrial({ bundle: 'throw new Error("no suite today")' });
    await withJudging(async (judging) => {
      const judged = judging.judge(referenceOf(challenge, 'python'));
      await expect(judged).rejects.toThrow(InfrastructureError);
      await expect(judged).rejects.toThrow(/no suite today/);
    });
    expect(await slotContainers()).toEqual([]);
  });
});

describe('once the code runs, what breaks in the slot fails the tests not yet done', () => {
  const hanging = async (): Promise<JudgeRequest> =>
    submissionOf(await trial(), 'hang.py', { answers: ['/health'] });

  test('the judge is lost', async () => {
    const verdict = await judgeAnd(await hanging(), 'echo-gives-back', kill('judge'));
    expect(verdict).toMatchObject({ status: 'judged', score: 0, fault: 'judge-lost' });
    expect(statusesOf(verdict)).toMatchObject({ 'health-answers': 'passed', 'echo-gives-back': 'error' });
    for (const test of verdict.tests.slice(1)) expect(test.flag).toBe('judge-lost');
    expect(verdict.tests[0]?.flag).toBeUndefined();
  });

  test('the service is lost, and its squatted port is told no password of the suite', async () => {
    let password = '';
    const request = submissionOf(await trial(), 'hang.py', {
      answers: ['/health', '/echo', '/reverse'],
      squat: 5432,
    });
    const verdict = await judgeAnd(request, 'environment-is-read', async (containers) => {
      const service = engine.getContainer(containers.find((one) => one.role === 'service')?.id ?? '');
      const { Config } = await service.inspect();
      password = Config.Env.find((line) => line.startsWith('SUITE_PASSWORD='))?.split('=')[1] ?? '';
      await service.kill();
    });
    expect(verdict).toMatchObject({ status: 'judged', score: 40, fault: 'service-lost' });
    expect(password).toHaveLength(43);
    expect(JSON.stringify(verdict)).not.toContain(password);
    expect(JSON.stringify(verdict)).not.toContain('squatter received');
  });

  test('the subject is killed', async () => {
    const verdict = await judgeAnd(await hanging(), 'echo-gives-back', kill('subject'));
    expect(verdict).toMatchObject({ status: 'judged', score: 0 });
    expect(statusesOf(verdict)).toMatchObject({ 'health-answers': 'passed', 'echo-gives-back': 'error' });
  });

  test('an engine that goes away in the middle is outside of what a subject reaches: judged again', async () => {
    const proxy = await EngineProxy.start();
    const judging = await createJudging(sandboxOptions({ dockerHost: proxy.host }));
    let gone: Promise<void> | undefined;
    let slot: LiveContainer[] = [];
    const judged = judging.judge(await hanging(), {
      onEvent: (event) => {
        if (event.type !== 'test-started' || event.id !== 'echo-gives-back') return;
        gone ??= slotContainers().then((containers) => {
          slot = containers;
          return proxy.close();
        });
      },
    });
    await expect(judged).rejects.toThrow(InfrastructureError);
    await judging.close();
    // What could not be destroyed through the lost engine ends by itself where it can, and the rest is removed here.
    expect(slot.length).toBe(3);
    await eventually('the judge has ended with its input', async () => {
      const judge = (await slotContainers()).find((container) => container.role === 'judge');
      return judge?.state === 'exited';
    });
    for (const { id } of slot) await engine.getContainer(id).remove({ force: true, v: true });
    await engine.getVolume(`assay-slot-${slot[0]?.slot ?? ''}`).remove();
  });

  test.each([
    ['after the health check', { starve: true, answers: ['/health', '/echo', '/reverse', '/environment'] }],
    ['before it listens', { starveFirst: true, answers: ['/health', '/echo', '/reverse', '/environment'] }],
  ])(
    'a subject that takes every port a client could have %s gets a verdict, and no second try',
    async (_, how) => {
      // Room for the ports, which take some 4 KiB each: what ends them is to be their number.
      const challenge = await bareTrial({ limits: { memory: 1024 ** 3, processes: 128 } });
      await withJudging(async (judging) => {
        const verdict = await judging.judge(submissionOf(challenge, 'hang.py', how));
        expect(verdict.status).toBe('judged');
        expect(verdict.score).toBe(0);
        const next = await judging.judge(referenceOf(challenge, 'python'));
        expect(next.score).toBe(BARE_SCORE);
      });
    },
  );

  test('a judging that is cancelled ends at once and leaves nothing', async () => {
    const stop = new AbortController();
    await withJudging(async (judging) => {
      const judged = judging.judge(await hanging(), {
        signal: stop.signal,
        onEvent: (event) => {
          if (event.type === 'test-started' && event.id === 'echo-gives-back') stop.abort();
        },
      });
      await expect(judged).rejects.toThrow(InfrastructureError);
    });
    expect(await slotContainers()).toEqual([]);
  });

  test('one that was cancelled before there was a slot for it runs no test', async () => {
    await withJudging(async (judging) => {
      const events: string[] = [];
      const judged = judging.judge(await hanging(), {
        signal: AbortSignal.abort(),
        onEvent: ({ type }) => events.push(type),
      });
      await expect(judged).rejects.toThrow(InfrastructureError);
      expect(events).not.toContain('test-started');
    });
  });
});
