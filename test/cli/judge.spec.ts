import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SOURCE_LIMITS } from '@assay/contracts';
import { assay, ROOT } from '../support/cli';

const LOGIN = path.join(ROOT, 'challenges/broken-login');
const NOWHERE = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' };

interface JudgeDocument {
  challenge: string;
  version: string;
  language: string;
  status: string;
  score: number;
  groups: { id: string; score: number; weight: number }[];
  tests: {
    id: string;
    group: string;
    visibility: string;
    status: string;
    durationMs: number;
    message?: string;
  }[];
  seed: string;
  phases: Record<string, number>;
  diagnostics: { file?: string; line?: number; message: string }[];
  error?: string;
}

describe('assay judge', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'assay-cli-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  describe('a call that is wrong ends with 2, says what to do and judges nothing', () => {
    // None of these may reach the engine: there is none at this address, which would end with 1.
    const refused = async (args: string[], ...words: (string | RegExp)[]): Promise<void> => {
      const result = await assay(['judge', ...args], NOWHERE);
      expect(result.code).toBe(2);
      expect(result.stdout).toBe('');
      for (const word of words) expect(result.stderr).toMatch(word);
    };

    it('no arguments', async () => {
      await refused([], 'assay judge <challenge> <folder>');
    });

    it('an unknown option', async () => {
      await refused(['broken-login', folder, '--fast'], '--fast');
    });

    it('an unknown challenge', async () => {
      await refused(['no-such-thing', folder], 'There is no challenge "no-such-thing"', 'assay lint');
    });

    it('a folder that is not there', async () => {
      await refused(['broken-login', path.join(folder, 'nothing')], 'There is no folder');
    });

    it('an empty folder', async () => {
      await refused(['broken-login', folder], 'There are no files');
    });

    it('a folder without an entry file', async () => {
      await writeFile(path.join(folder, 'notes.txt'), 'later');
      await refused(['broken-login', folder], 'No entry file', 'main.ts', 'main.py');
    });

    it('files of two languages with no word on which', async () => {
      await writeFile(path.join(folder, 'main.js'), '1');
      await writeFile(path.join(folder, 'main.py'), '1');
      await refused(['broken-login', folder], 'More than one entry file', '--language');
    });

    it('an unknown language', async () => {
      await writeFile(path.join(folder, 'main.js'), '1');
      await refused(['broken-login', folder, '--language', 'cobol'], '"cobol" is not offered', 'typescript');
    });

    it('a seed that is none', async () => {
      await refused(['broken-login', folder, '--seed', 'a b'], '--seed');
    });

    it('bytes that are not UTF-8, with file and offset', async () => {
      await writeFile(path.join(folder, 'main.js'), Buffer.from([0x61, 0x62, 0xff, 0x63]));
      await refused(['broken-login', folder], 'main.js', /offset 2/);
    });

    it('a link that leaves the folder', async () => {
      await writeFile(path.join(folder, 'main.js'), '1');
      await symlink('/etc/hostname', path.join(folder, 'host.js'));
      await refused(['broken-login', folder], 'host.js', /link/);
    });

    it('too many files', async () => {
      await writeFile(path.join(folder, 'main.js'), '1');
      for (let i = 0; i < SOURCE_LIMITS.files; i += 1)
        await writeFile(path.join(folder, `f${String(i)}.js`), '1');
      await refused(['broken-login', folder], /files/, String(SOURCE_LIMITS.files));
    });

    it('an oversize file', async () => {
      await writeFile(path.join(folder, 'main.js'), 'x'.repeat(SOURCE_LIMITS.fileBytes + 1));
      await refused(['broken-login', folder], 'main.js', String(SOURCE_LIMITS.fileBytes));
    });

    it('a broken manifest, with file, line and the nearest known key', async () => {
      const copy = path.join(folder, 'broken-login');
      await cp(LOGIN, copy, { recursive: true });
      const manifest = path.join(copy, 'challenge.yaml');
      const text = await readFile(manifest, 'utf8');
      await writeFile(manifest, text.replace(/^minutes:/m, 'minuts:'));
      const line = text.split('\n').findIndex((candidate) => candidate.startsWith('minutes:')) + 1;
      await refused(
        [copy, path.join(LOGIN, 'reference/javascript')],
        `challenge.yaml:${String(line)}`,
        /minuts/,
        /minutes/,
      );
    });

    it('a manifest that is not YAML, with file and line', async () => {
      const copy = path.join(folder, 'broken-login');
      await mkdir(copy);
      await writeFile(path.join(copy, 'challenge.yaml'), 'schema: 1\ntitle: [unclosed\n');
      await writeFile(path.join(copy, 'statement.md'), 'text');
      await refused([copy, path.join(LOGIN, 'reference/javascript')], /challenge\.yaml:\d+/);
    });
  });

  it('ends with 1 when the platform fails, and says so in the document', async () => {
    const result = await assay(
      ['judge', 'broken-login', path.join(LOGIN, 'reference/javascript'), '--json'],
      NOWHERE,
    );
    expect(result.code).toBe(1);
    const document = JSON.parse(result.stdout) as JudgeDocument;
    expect(document).toMatchObject({ challenge: 'broken-login', language: 'javascript', status: 'error' });
    expect(document.error).not.toBe('');
    expect(result.stderr).toContain('nothing was judged');
  });

  it('judges a reference: one document on standard output, 100, and the same again with its seed', async () => {
    const args = ['judge', 'broken-login', path.join(LOGIN, 'reference/javascript'), '--json'];
    const first = await assay(args);
    expect(first.code).toBe(0);
    const document = JSON.parse(first.stdout) as JudgeDocument;
    expect(document).toMatchObject({
      challenge: 'broken-login',
      language: 'javascript',
      status: 'judged',
      score: 100,
    });
    expect(document.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(document.tests.length).toBeGreaterThanOrEqual(15);
    expect(document.tests.every((test) => test.status === 'passed')).toBe(true);
    expect(new Set(document.tests.map((test) => test.visibility))).toEqual(new Set(['sample', 'hidden']));
    expect(document.groups.reduce((sum, group) => sum + group.weight, 0)).toBe(100);
    expect(document.phases['testsMs']).toBeGreaterThan(0);

    const again = await assay([...args, '--seed', document.seed]);
    const repeated = JSON.parse(again.stdout) as JudgeDocument;
    expect(repeated.seed).toBe(document.seed);
    expect(repeated.tests.map(({ id, status }) => ({ id, status }))).toEqual(
      document.tests.map(({ id, status }) => ({ id, status })),
    );
  });

  it('judges a starter: 0, and still ends with 0', async () => {
    const result = await assay(['judge', 'broken-login', path.join(LOGIN, 'starter/python'), '--json']);
    expect(result.code).toBe(0);
    const document = JSON.parse(result.stdout) as JudgeDocument;
    expect(document).toMatchObject({ language: 'python', status: 'judged', score: 0 });
    expect(document.tests.some((test) => test.status === 'failed' && test.message !== undefined)).toBe(true);
  });

  it('shows a compile error with file and line, in words and in the document', async () => {
    await writeFile(path.join(folder, 'main.ts'), 'const port: number = 1;\nfunction (\n');
    const result = await assay(['judge', 'broken-login', folder, '--json']);
    expect(result.code).toBe(0);
    const document = JSON.parse(result.stdout) as JudgeDocument;
    expect(document.score).toBe(0);
    expect(document.diagnostics[0]).toMatchObject({ file: 'main.ts', line: 2 });
    expect(document.tests.every((test) => test.status === 'cancelled')).toBe(true);
  });
});
