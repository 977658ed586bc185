import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadChallenge, type LoadedChallenge } from '@assay/challenges';
import type { SourceFile, Verdict } from '@assay/contracts';
import { createJudging, type Judging } from '@assay/judging';
import { connectEngine, readRuntimes } from '@assay/sandbox';
import { ROOT } from '../support/cli';

const FIXTURES = path.join(ROOT, 'test/fixtures');
const IMAGE = 'assay/runtime-perl:latest';
const docker = connectEngine(process.env['DOCKER_HOST']);

/** What docs/authoring.md promises: a language is added by adding a folder, and nothing else knows its name. */
describe('a language that is added by adding a folder', () => {
  let temporary: string;
  let sandbox: string;
  let judging: Judging;
  let challenge: LoadedChallenge;

  beforeAll(async () => {
    temporary = await mkdtemp(path.join(tmpdir(), 'assay-language-'));
    sandbox = path.join(temporary, 'sandbox');
    await cp(path.join(ROOT, 'sandbox'), sandbox, { recursive: true });
    // What it stands on is there already, and is not to be built anew from a copy.
    for (const below of ['base', 'node', 'judge']) await rm(path.join(sandbox, below), { recursive: true });
    // Some folders' scripts import the set-up's modules by a relative path.
    await symlink(path.join(ROOT, 'apps'), path.join(temporary, 'apps'));
    await cp(path.join(FIXTURES, 'runtimes/perl'), path.join(sandbox, 'runtimes/perl'), { recursive: true });
    await buildImage('runtime-perl');

    const languages = (await readRuntimes(sandbox)).map((runtime) => runtime.id);
    const loaded = await loadChallenge(path.join(FIXTURES, 'challenges/greeter'), { languages });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
    challenge = loaded.challenge;
    judging = await createJudging({
      dockerHost: process.env['DOCKER_HOST'],
      directory: sandbox,
      memoryBudget: undefined,
      ociRuntime: undefined,
      proofFile: path.join(temporary, 'proof.json'),
      log: () => undefined,
    });
  }, 180_000);

  afterAll(async () => {
    await judging.close();
    await rm(temporary, { recursive: true, force: true });
    await rm(path.join(ROOT, '.assay/images/runtime-perl.json'), { force: true });
    await docker
      .getImage(IMAGE)
      .remove()
      .catch(() => undefined);
  });

  /** By the command that operators have, which runs what `npm start` runs. */
  async function buildImage(name: string): Promise<void> {
    const script = path.join(ROOT, 'apps/cli/bootstrap/assay.mjs');
    const child = spawn(process.execPath, [script, 'images', 'build', name], {
      cwd: ROOT,
      env: { ...process.env, SANDBOX_DIR: sandbox },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(said);
  }

  const judge = (files: readonly SourceFile[]): Promise<Verdict> =>
    judging.judge({ challenge, language: 'perl', files, seed: 'seed-1', mode: 'submission' });

  it('is offered with what its folder says', async () => {
    const perl = (await readRuntimes(sandbox)).find((runtime) => runtime.id === 'perl');
    expect(perl).toMatchObject({ name: 'Perl', runtime: 'Perl 5.40', entry: 'main.pl', editor: 'perl' });
    expect(perl?.image).toBe(IMAGE);
  });

  it('judges a solution in it, a starter and a cheat', async () => {
    const verdict = await judge(challenge.references['perl'] ?? []);
    expect(verdict).toMatchObject({ status: 'judged', score: 100 });
    expect((await judge(challenge.starters['perl'] ?? [])).score).toBe(0);
    expect((await judge(challenge.submissions[0]?.files ?? [])).score).toBe(0);
  });

  it('makes a syntax error a build failure, with file, line and the compiler’s words', async () => {
    const broken = [
      { path: 'main.pl', content: 'use strict;\nuse lib "lib";\nrequire Broken;\n' },
      { path: 'lib/Broken.pm', content: 'package Broken;\nuse strict;\n\nmy $count = ;\n1;\n' },
    ];
    const verdict = await judge(broken);
    expect(verdict).toMatchObject({ status: 'build-failed', score: 0 });
    expect(verdict.tests.every((test) => test.status === 'cancelled')).toBe(true);
    expect(verdict.diagnostics).toHaveLength(1);
    expect(verdict.diagnostics[0]).toMatchObject({ file: 'lib/Broken.pm', line: 4 });
    expect(verdict.diagnostics[0]?.message).toContain('syntax error');
  });

  it('makes a missing entry file a build failure too', async () => {
    const verdict = await judge([{ path: 'other.pl', content: 'print "hello";\n' }]);
    expect(verdict.status).toBe('build-failed');
    expect(verdict.diagnostics[0]).toMatchObject({ file: 'main.pl' });
  });

  it('takes texts of any kind whole: quotes, backslashes, other alphabets, astral characters', async () => {
    const text = 'a "quoted" \\ back\\slash, tab\t, ñ, 日本, 😀, \u0007';
    const content = `use strict;\nopen my $in, '<:raw', 'text.txt' or die;\nlocal $/;\nprint unpack('H*', <$in>), "\\n";\n`;
    const verdict = await judge([
      { path: 'main.pl', content },
      { path: 'text.txt', content: text },
    ]);
    const said = verdict.tests.map((test) => `${test.message ?? ''} ${test.output ?? ''}`).join('\n');
    expect(said).toContain(Buffer.from(text, 'utf8').toString('hex'));
  });
});
