import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadChallenge, type LoadedChallenge } from '@assay/challenges';
import type { SlotFault, Verdict } from '@assay/contracts';
import { createJudging, type Judging } from '@assay/judging';
import { ROOT } from '../support/cli';
import { describeWithImage } from '../support/images';
import { sandboxOptions, slotContainers } from '../support/sandbox';
import { referenceOf, statusesOf, submissionOf } from '../support/trial';

const FOLDER = path.join(ROOT, 'test/fixtures/challenges/stores-trial');
/** Every test of the trial; each of the last four is worth 25 points. */
const TESTS = ['answers', 'postgresql', 'mariadb', 'redis', 'echo'];

interface Harm {
  /** In the order in which they are done; they don't touch each other. See test/fixtures/subjects/sabotage.py. */
  readonly harms: readonly string[];
  /** What the subject says when each of them has bitten, or was refused. */
  readonly says: readonly RegExp[];
  /** The tests that it costs, all its own doing. */
  readonly fails: readonly string[];
  /** Those that it may cost or not, by chance. */
  readonly mayFail?: readonly string[];
  readonly fault?: SlotFault;
}

const HARMS: readonly Harm[] = [
  {
    // The rights of role app, user ids and the judge's own names keep these from hurting anybody.
    harms: ['postgresql-terminate', 'mariadb-kill', 'redis-pause', 'abstract-sockets', 'streams-closed'],
    says: [
      /not terminated: permission denied/,
      /not killed: .*not owner of thread/,
      /CLIENT refused/,
      /SHUTDOWN refused/,
    ],
    fails: [],
  },
  {
    harms: ['postgresql-connections', 'mariadb-connections', 'redis-connections'],
    says: [/refused after \d\d Op[^]*refused after \d\d Op[^]*refused after 1\d\d/],
    fails: ['postgresql', 'mariadb', 'redis'],
  },
  {
    harms: ['postgresql-lock', 'mariadb-lock', 'redis-script'],
    says: [],
    fails: ['postgresql', 'mariadb', 'redis'],
  },
  {
    // Redis refuses the piece that would not fit, which leaves room for an item; PostgreSQL may find a page for one or not.
    harms: ['postgresql-full', 'redis-giant', 'streams-flooded'],
    says: [/filled: .*No space left/, /full: .*not allowed when used memory/],
    fails: [],
    mayFail: ['postgresql'],
  },
  { harms: ['mariadb-crash-and-squat'], says: [], fails: TESTS, fault: 'service-lost' },
  { harms: ['stopped'], says: [], fails: TESTS },
];

describeWithImage(
  ['runtime-python', 'service-postgresql', 'service-mariadb', 'service-redis'],
  'whatever a subject does to its slot costs it its own tests, and nobody anything else',
  () => {
    let judging: Judging;
    let challenge: LoadedChallenge;
    let reference: string;

    beforeAll(async () => {
      const loaded = await loadChallenge(FOLDER);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 2));
      challenge = loaded.challenge;
      reference = await readFile(path.join(FOLDER, 'reference/python/main.py'), 'utf8');
      judging = await createJudging(sandboxOptions());
    });

    afterAll(async () => {
      await judging.close();
      expect(await slotContainers()).toEqual([]);
    });

    /** @returns the verdict. An infrastructure error would buy another try, and is thrown */
    function harmed(harms: readonly string[]): Promise<Verdict> {
      const request = submissionOf(challenge, 'sabotage.py', { harms });
      return judging.judge({
        ...request,
        files: [...request.files, { path: 'reference.py', content: reference }],
      });
    }

    it('is the reference where it does no harm', async () => {
      expect(await harmed([])).toMatchObject({ status: 'judged', score: 100 });
    });

    it.each(HARMS)('$harms', async ({ harms, says, fails, mayFail = [], fault }) => {
      const verdict = await harmed(harms);
      const passed = Object.entries(statusesOf(verdict))
        .filter(([, status]) => status === 'passed')
        .map(([id]) => id);
      const certain = (id: string): boolean => !mayFail.includes(id);
      expect(passed.filter(certain)).toEqual(TESTS.filter((id) => certain(id) && !fails.includes(id)));
      const points = 25 * passed.filter((id) => id !== 'answers').length;
      expect({ ...verdict, fault: verdict.fault }).toMatchObject({ status: 'judged', score: points, fault });
      const output = verdict.tests.map((test) => test.output ?? '').join('\n');
      for (const words of says) expect(output).toMatch(words);

      const next = await judging.judge(referenceOf(challenge, 'python'));
      expect(next).toMatchObject({ status: 'judged', score: 100 });
    });
  },
);
