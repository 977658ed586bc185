import type { Language, SourceFile, Verdict } from '@assay/contracts';
import { JudgeRequestError, type Judging } from '@assay/judging';
import { withJudging } from '../support/sandbox';
import { bareTrial, referenceOf } from '../support/trial';

jest.setTimeout(90_000);

describe('the build phase', () => {
  const build = async (judging: Judging, language: Language, files: SourceFile[]): Promise<Verdict> =>
    judging.judge({ challenge: await bareTrial(), language, files, seed: 'seed-1', mode: 'submission' });

  const refused: [string, Language, SourceFile[], object][] = [
    [
      'TypeScript',
      'typescript',
      [
        { path: 'main.ts', content: "import './lib/sum';\n" },
        { path: 'lib/sum.ts', content: 'export const a = 1;\nexport function sum(a: number {\n' },
      ],
      { file: 'lib/sum.ts', line: 2 },
    ],
    [
      'JavaScript',
      'javascript',
      [{ path: 'main.js', content: "'use strict';\n\nconst = 1;\n" }],
      { file: 'main.js', line: 3 },
    ],
    [
      'Python',
      'python',
      [
        { path: 'main.py', content: 'import helper\n' },
        { path: 'helper.py', content: 'def add(a, b):\n    return a +\n' },
      ],
      { file: 'helper.py', line: 2 },
    ],
    [
      'Python indentation',
      'python',
      [{ path: 'main.py', content: 'if True:\nprint(1)\n' }],
      { file: 'main.py', line: 2 },
    ],
    [
      'a broken package.json',
      'javascript',
      [
        { path: 'main.js', content: '' },
        { path: 'package.json', content: '{' },
      ],
      { file: 'package.json' },
    ],
    ['no entry file', 'typescript', [{ path: 'app.ts', content: 'export {};\n' }], { file: 'main.ts' }],
  ];

  test('an error names file and line, scores nothing and runs nothing', async () => {
    await withJudging(async (judging) => {
      for (const [, language, files, where] of refused) {
        const verdict = await build(judging, language, files);
        expect(verdict).toMatchObject({ status: 'build-failed', score: 0 });
        expect(verdict.diagnostics[0]).toMatchObject(where);
        expect(verdict.diagnostics[0]?.message.length).toBeGreaterThan(3);
        expect(verdict.tests.map((test) => test.status)).toEqual(verdict.tests.map(() => 'cancelled'));
      }
    });
  });

  test('every fault is named, not the first alone', async () => {
    await withJudging(async (judging) => {
      const verdict = await build(judging, 'typescript', [
        { path: 'main.ts', content: 'const = 1;\n' },
        { path: 'other.ts', content: 'let let let;\n' },
      ]);
      expect(verdict.diagnostics.map((diagnostic) => diagnostic.file)).toEqual(['main.ts', 'other.ts']);
    });
  });

  test.each<[string, Language, string, string]>([
    ['TypeScript', 'typescript', 'main.ts', `const a = ${'['.repeat(120_000)}`],
    ['JavaScript', 'javascript', 'main.js', `const a = ${'('.repeat(120_000)}1${')'.repeat(120_000)}`],
    ['Python', 'python', 'main.py', `a = ${'-'.repeat(200_000)}1\n`],
  ])(
    'source that crashes the %s compiler is the candidate’s, and no second try',
    async (_, language, path, content) => {
      await withJudging(async (judging) => {
        const verdict = await build(judging, language, [{ path, content }]);
        expect(verdict).toMatchObject({ status: 'build-failed', score: 0 });
        expect(verdict.diagnostics.length).toBeGreaterThan(0);
      });
    },
  );

  test('a compiler whose answer can not be taken is a build failure, and no second try', async () => {
    await withJudging(async (judging) => {
      const content = `def f():\n    nonlocal ${'name'.repeat(20_000)}\n`;
      const verdict = await build(judging, 'python', [{ path: 'main.py', content }]);
      expect(verdict).toMatchObject({ status: 'build-failed', score: 0 });
      expect(verdict.diagnostics[0]?.message).toMatch(/too long/);
    });
  });

  test('a build that takes longer than the program may take to listen costs the program nothing', async () => {
    const challenge = await bareTrial({ start: 1_500, limits: { cpu: 0.15 } });
    const main = challenge.references.javascript?.[0]?.content ?? '';
    // Read by the compiler and never run: some seconds of work for it, with little of a processor.
    const slow = Array.from({ length: 4 }, (_, index) => ({
      path: `slow${index}.ts`,
      content: `export const a: number[] = [${'[1,[2]].length+1,'.repeat(13_000)}];\n`,
    }));
    await withJudging(async (judging) => {
      const files = [{ path: 'main.ts', content: `// @ts-nocheck\n${main}` }, ...slow];
      const verdict = await judging.judge({ ...referenceOf(challenge, 'typescript'), files });
      expect(verdict.phases.buildMs).toBeGreaterThan(1_500);
      expect(verdict).toMatchObject({ status: 'judged', score: 60 });
    });
  });

  test('a program that says after its build that it failed is judged all the same', async () => {
    const frame = { type: 'build-failed', diagnostics: [{ message: 'forged' }] };
    await withJudging(async (judging) => {
      const verdict = await build(judging, 'javascript', [
        {
          path: 'main.js',
          content: `
            const body = Buffer.from(${JSON.stringify(JSON.stringify(frame))});
            const head = Buffer.alloc(4);
            head.writeUInt32BE(body.length);
            require('node:fs').writeSync(1, Buffer.concat([head, body]));
            setTimeout(() => process.exit(0), 100);`,
        },
      ]);
      expect(verdict).toMatchObject({ status: 'judged', score: 0, diagnostics: [], fault: 'subject-exited' });
    });
  });

  test('what is not a submission is refused before there is a slot', async () => {
    const challenge = await bareTrial();
    await withJudging(async (judging) => {
      const reference = referenceOf(challenge, 'python');
      await expect(judging.judge({ ...reference, files: [] })).rejects.toThrow(JudgeRequestError);
      await expect(judging.judge({ ...reference, language: 'cobol' })).rejects.toThrow(
        /"cobol" is not offered.*typescript, javascript, python/,
      );
      const outside = [{ path: '../main.py', content: 'x' }];
      await expect(judging.judge({ ...reference, files: outside })).rejects.toThrow(/leaves the folder/);
    });
  });
});
