import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOfReference, loadChallenge, type LoadedChallenge } from '@assay/challenges';
import { expectationSchema } from '@assay/contracts';
import { answersOf, createJudging, type Answer, type Judging } from '@assay/judging';
import { parse } from 'yaml';
import { ROOT } from '../support/cli';
import { aheadOf } from '../support/ahead';
import { firstAbsent, imagesFor, itWithImage } from '../support/images';
import { sandboxOptions } from '../support/sandbox';

jest.setTimeout(180_000);

/**
 * Every gate of every challenge that is shipped: references score 100, starters 0, wrong answers fail what they declare,
 * cheats earn nothing, in each language and each framework. What "assay verify" does, as tests with names.
 */
const CHALLENGES = path.join(ROOT, 'challenges');

/** Seed of all judgings here: another day's is drawn by "assay verify". */
const SEED = 'matrix-1';

interface Named {
  readonly name: string;
  readonly language: string;
}

function folders(...parts: string[]): string[] {
  const folder = path.join(CHALLENGES, ...parts);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The answers of a challenge by their folders, before anything is loaded: tests are declared at once. */
function answersIn(slug: string): Named[] {
  const expectation = (name: string): string => {
    const text = readFileSync(path.join(CHALLENGES, slug, 'submissions', name, 'expect.yaml'), 'utf8');
    return expectationSchema.parse(parse(text)).language;
  };
  return [
    ...folders(slug, 'reference').map((name) => ({
      name: `reference/${name}`,
      language: languageOfReference(name),
    })),
    ...folders(slug, 'starter').map((name) => ({ name: `starter/${name}`, language: name })),
    ...folders(slug, 'submissions').map((name) => ({ name, language: expectation(name) })),
  ];
}

let judging: Judging;
beforeAll(async () => {
  judging = await createJudging(sandboxOptions());
});
afterAll(() => judging.close());

describe.each(folders())('%s', (slug) => {
  let challenge: LoadedChallenge;
  let answers: readonly Answer[];
  beforeAll(async () => {
    const loaded = await loadChallenge(path.join(CHALLENGES, slug));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 2));
    challenge = loaded.challenge;
    answers = answersOf(challenge);
  });

  const answerNamed = (name: string): Answer => {
    const answer = answers.find((one) => one.name === name);
    if (answer === undefined) throw new Error(`${name} was not loaded`);
    return answer;
  };

  // By language, so that what is read for one answer is still in memory for the next.
  const named = answersIn(slug).toSorted((a, b) => a.language.localeCompare(b.language));
  const imagesOf = ({ language }: Named): string[] => imagesFor(path.join(CHALLENGES, slug), language);
  const verdicts = aheadOf(
    named.filter((one) => firstAbsent(imagesOf(one)) === undefined),
    ({ name, language }) =>
      judging.judge({
        challenge,
        language,
        files: answerNamed(name).files,
        seed: SEED,
        mode: 'submission',
      }),
  );

  for (const one of named) {
    const { name, language } = one;
    itWithImage(imagesOf(one), `${name} (${language})`, async () => {
      const answer = answerNamed(name);
      const verdict = await verdicts(one);
      const fault = answer.fault(verdict);
      const failures = verdict.tests
        .filter((test) => test.status !== 'passed')
        .map((test) => `${test.id}: ${test.status} ${test.message ?? ''}`.slice(0, 300));
      expect(fault === '' ? '' : [fault, ...failures].join('\n')).toBe('');
    });
  }
});
