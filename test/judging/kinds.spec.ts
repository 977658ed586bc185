import path from 'node:path';
import { languageOfReference, loadChallenge, type LoadedChallenge } from '@assay/challenges';
import type { Language, SourceFile, Verdict } from '@assay/contracts';
import { createJudging, type Judging } from '@assay/judging';
import { ROOT } from '../support/cli';
import { itWithImage } from '../support/images';
import { sandboxOptions } from '../support/sandbox';

jest.setTimeout(120_000);

/** Languages, and the images of their runtimes. */
const LANGUAGES: Readonly<Record<Language, string>> = {
  typescript: 'runtime-node',
  javascript: 'runtime-node',
  python: 'runtime-python',
  java: 'runtime-java',
  ruby: 'runtime-ruby',
  go: 'runtime-go',
};

async function fixture(slug: string): Promise<LoadedChallenge> {
  const loaded = await loadChallenge(path.join(ROOT, 'test/fixtures/challenges', slug));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 2));
  return loaded.challenge;
}

let judging: Judging;
beforeAll(async () => {
  judging = await createJudging(sandboxOptions());
});
afterAll(() => judging.close());

function judge(
  challenge: LoadedChallenge,
  language: Language,
  files: readonly SourceFile[],
  seed = 'kinds-1',
): Promise<Verdict> {
  return judging.judge({ challenge, language, files, seed, mode: 'submission' });
}

function failedGroups(verdict: Verdict): string[] {
  return verdict.groups.filter((group) => !group.passed).map((group) => group.id);
}

describe.each(['program-trial', 'function-trial'])('%s', (slug) => {
  let challenge: LoadedChallenge;
  beforeAll(async () => {
    challenge = await fixture(slug);
  });

  for (const [language, image] of Object.entries(LANGUAGES)) {
    itWithImage(image, `a right answer in ${language}`, async () => {
      const verdict = await judge(challenge, language, challenge.references[language] ?? []);
      expect(verdict.tests.filter((test) => test.status !== 'passed')).toEqual([]);
      expect(verdict.score).toBe(100);
    });

    itWithImage(image, `a starter in ${language}`, async () => {
      const verdict = await judge(challenge, language, challenge.starters[language] ?? []);
      expect(verdict).toMatchObject({ status: 'judged', score: 0 });
    });
  }

  test('wrong answers fail what they declare', async () => {
    for (const { name, expectation, files } of challenge.submissions) {
      const all = challenge.manifest.groups.map((group) => group.id);
      const fails = expectation.fails === 'all' ? all : expectation.fails;
      const verdict = await judge(challenge, languageOfReference(expectation.language), files);
      expect([name, ...failedGroups(verdict)]).toEqual([name, ...fails]);
    }
  });
});

describe('a program', () => {
  let challenge: LoadedChallenge;
  beforeAll(async () => {
    challenge = await fixture('program-trial');
  });
  const python = (content: string): SourceFile[] => [{ path: 'main.py', content }];
  const statuses = async (content: string): Promise<(string | undefined)[]> => {
    const verdict = await judge(challenge, 'python', python(content));
    return [verdict.tests[0]?.status, verdict.tests[0]?.message];
  };

  test('that never ends is ended, and fails', async () => {
    expect(await statuses('while True: pass')).toEqual([
      'error',
      expect.stringMatching(/was not answered in full within/),
    ]);
  });

  test('that prints without end is ended, and fails', async () => {
    expect(await statuses('while True: print("tea " * 1000)')).toEqual([
      'failed',
      expect.stringMatching(/printed more than 1 MiB/),
    ]);
  });

  test('that ends the one who starts it fails its own tests', async () => {
    const verdict = await judge(
      challenge,
      'python',
      python(
        'import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(1, signal.SIGKILL)\nprint("tea 1")',
      ),
    );
    expect(verdict).toMatchObject({ status: 'judged', score: 0 });
  });

  test('starts anew for each run', async () => {
    const remembers = `
import os, sys
if os.path.exists('/tmp/seen'): sys.exit(9)
open('/tmp/seen', 'w').close()
global_count = globals().get('global_count', 0) + 1
print('run', global_count, os.getpid() != 1)
`;
    const verdict = await judge(challenge, 'python', python(remembers));
    expect(verdict.tests[0]?.actual ?? verdict.tests[0]?.message).toMatch(/run 1 True/);
  });

  test('that does not compile is a build failure, with file and line', async () => {
    const verdict = await judge(challenge, 'python', python('print(1)\ndef broken(:\n'));
    expect(verdict).toMatchObject({ status: 'build-failed', diagnostics: [{ file: 'main.py', line: 2 }] });
  });
});
