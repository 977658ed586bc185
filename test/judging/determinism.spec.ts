import type { Language, Verdict } from '@assay/contracts';
import type { Sandbox } from '@assay/sandbox';
import { openTestSandbox, withJudging, withRoomyJudging } from '../support/sandbox';
import { bareTrial, referenceOf, report, submissionOf, timeless, trial } from '../support/trial';

jest.setTimeout(120_000);

/** What the program printed of the requests that it was sent. */
function requestsIn(verdict: Verdict): string {
  return verdict.tests.map((test) => `${test.id}: ${test.output ?? ''}`).join('\n');
}

describe('the same submission, challenge and seed', () => {
  test('give the same fixtures and the same verdict, and another seed others', async () => {
    const challenge = await bareTrial();
    await withJudging(async (judging) => {
      const verdicts: Verdict[] = [];
      for (const seed of ['seed-1', 'seed-1', 'seed-2']) {
        verdicts.push(await judging.judge(submissionOf(challenge, 'remember.py', {}, seed)));
      }
      const [first, again, other] = verdicts as [Verdict, Verdict, Verdict];
      expect(first.score).toBe(60);
      expect(timeless(again)).toEqual(timeless(first));
      expect(requestsIn(first)).toMatch(/POST \/echo \{'text': '[a-z]+-[0-9a-f]{8}'\}/);
      expect(other.score).toBe(60);
      expect(requestsIn(other)).not.toBe(requestsIn(first));
      expect(first.seed).toBe('seed-1');
    });
  });

  // JavaScript and TypeScript share a runtime, so the second would find a slot that the first has warmed.
  test.each<Language>(['javascript', 'typescript', 'python'])(
    'give the same verdict in a cold and in a warm slot (%s)',
    async (language) => {
      const challenge = await trial();
      await withRoomyJudging(async (judging) => {
        const cold = await judging.judge(referenceOf(challenge, language));
        await judging.warm(challenge, language);
        await judging.settled();
        const warm = await judging.judge(referenceOf(challenge, language));
        expect(cold.phases.prepareMs).toBeGreaterThan(0);
        expect(cold.phases.slotMs).toBeUndefined();
        expect(warm.phases.slotMs).toBeGreaterThanOrEqual(0);
        expect(warm.phases.prepareMs).toBeUndefined();
        expect(cold).toMatchObject({ status: 'judged', score: 100 });
        expect(timeless(warm)).toEqual(timeless(cold));
      });
    },
  );

  test('a run judges the sample tests alone and scores nothing', async () => {
    await withJudging(async (judging) => {
      const verdict = await judging.judge({ ...referenceOf(await bareTrial(), 'python'), mode: 'run' });
      expect(verdict.tests.map((test) => test.id)).toEqual(['health-answers']);
      expect(verdict.tests.every((test) => test.status === 'passed')).toBe(true);
      expect(verdict.score).toBe(0);
    });
  });
});

interface MainReport {
  readonly main: boolean;
  readonly file: string;
  readonly arguments: string[];
  readonly folder?: string;
  readonly input?: string;
  readonly ended?: boolean;
  readonly kind?: boolean;
  readonly descriptors?: Record<string, string>;
  readonly environment?: string[];
  readonly sources?: boolean;
}

describe('a waiting process runs the code as the main program', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openTestSandbox();
  });
  afterAll(() => sandbox.pool.close());

  test.each(['main_module.py', 'main_module.cjs'])('%s', async (file) => {
    const said = await report<MainReport>(sandbox, await bareTrial(), file);
    const path = `/app/main.${file.endsWith('.py') ? 'py' : 'js'}`;
    expect(said).toMatchObject({
      main: true,
      file: path,
      arguments: [path],
      folder: '/app',
      input: '',
      kind: true,
    });
    expect(said.ended ?? true).toBe(true);
    expect(said.environment?.join(' ')).not.toMatch(/SUITE|JUDGE|APP_PASSWORD|NODE_OPTIONS|NODE_CHANNEL/);
    expectNoControl(said.descriptors ?? {});
  });

  test('TypeScript keeps its sources beside what was made of them', async () => {
    const said = await report<MainReport>(sandbox, await bareTrial(), 'main_module.ts');
    expect(said).toEqual({
      main: true,
      file: '/app/main.js',
      arguments: ['/app/main.js'],
      sources: true,
    });
  });
});

/** Beyond the three standard ones there may be what the interpreter made for itself: both ends of a pipe, an event queue. */
function expectNoControl(descriptors: Record<string, string>): void {
  expect(descriptors['0']).toBe('/dev/null');
  const outputs = [descriptors['1'], descriptors['2']];
  const others = Object.entries(descriptors).filter(([number]) => Number(number) > 2);
  const links = Object.values(descriptors);
  const leading = others.filter(([, link]) => {
    if (outputs.includes(link) || link.startsWith('socket:')) return true;
    return link.startsWith('pipe:') && links.filter((candidate) => candidate === link).length < 2;
  });
  expect(leading).toEqual([]);
}
