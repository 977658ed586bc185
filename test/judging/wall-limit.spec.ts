import { withJudging } from '../support/sandbox';
import { bareTrial, statusesOf, submissionOf, trialWith } from '../support/trial';

jest.setTimeout(60_000);

describe('the wall limit', () => {
  test('ends a suite whose subject hangs half of the requests, and what was not done is a timeout', async () => {
    const challenge = await bareTrial({ limits: { wall: 2_000 }, start: 1_500 });
    await withJudging(async (judging) => {
      const began = Date.now();
      const answers = ['/health', '/environment'];
      const verdict = await judging.judge(submissionOf(challenge, 'hang.py', { answers }));
      const { prepareMs = 0, buildMs = 0 } = verdict.phases;
      // Wall and start together, and a little for the machine.
      expect(Date.now() - began - prepareMs - buildMs).toBeLessThan(6_000);
      expect(verdict).toMatchObject({ status: 'judged', fault: 'wall-limit' });
      expect(statusesOf(verdict)).toEqual({
        'health-answers': 'passed',
        'echo-gives-back': 'timeout',
        'reverse-turns-round': 'timeout',
        'environment-is-read': 'timeout',
      });
      expect(verdict.tests.at(-1)).toMatchObject({ flag: 'wall-limit' });
      expect(verdict.tests.at(-1)?.message).toContain('wall limit of 2 s');
      expect(verdict.score).toBe(0);
    });
  });

  test('a test’s own limit ends that test, and the next is begun', async () => {
    const challenge = await bareTrial();
    await withJudging(async (judging) => {
      const answers = ['/health', '/reverse', '/environment'];
      const verdict = await judging.judge(submissionOf(challenge, 'hang.py', { answers }));
      expect(statusesOf(verdict)).toEqual({
        'health-answers': 'passed',
        'echo-gives-back': 'timeout',
        'reverse-turns-round': 'passed',
        'environment-is-read': 'passed',
      });
      // The group of two earns nothing for half of it.
      expect(verdict.score).toBe(20);
      expect(verdict.fault).toBeUndefined();
    });
  });

  test('a health check and nothing behind it earn nothing; a broken gate keeps the rest from running', async () => {
    const challenge = await bareTrial();
    await withJudging(async (judging) => {
      const verdict = await judging.judge(
        submissionOf(challenge, 'hang.py', { answers: ['/echo', '/reverse'] }),
      );
      expect(statusesOf(verdict)).toEqual({
        'health-answers': 'timeout',
        'echo-gives-back': 'cancelled',
        'reverse-turns-round': 'cancelled',
        'environment-is-read': 'cancelled',
      });
      expect(verdict.score).toBe(0);
      expect(verdict.groups.find((group) => group.id === 'echo')).toMatchObject({ blockedBy: ['contract'] });
    });
  });

  test('a program that never listens ends at its start limit', async () => {
    const challenge = await trialWith({ start: 1_000 });
    await withJudging(async (judging) => {
      const verdict = await judging.judge(submissionOf(challenge, 'exhaust.py', { what: 'sleep' }));
      expect(verdict).toMatchObject({ status: 'judged', score: 0 });
      expect(verdict.tests.map((test) => test.status)).toEqual(verdict.tests.map(() => 'error'));
      expect(verdict.tests[0]?.message).toBe('The service did not listen on port 8080 within 1 s.');
    });
  });
});
