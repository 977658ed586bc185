import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectEngine } from '@assay/sandbox';
import { ROOT, type CliResult } from '../support/cli';

const NAME = 'runtime-throwaway';
const TAG = `assay/${NAME}:latest`;
const docker = connectEngine(process.env['DOCKER_HOST']);

interface Row {
  tag: string;
  state: string;
  recipe: 'current' | 'stale' | null;
  bytes: number | null;
  sharedBytes: number | null;
  uniqueBytes: number | null;
}

interface Pruned {
  dryRun: boolean;
  removed: { image: string; why: string }[];
  freedBytes: number;
}

/** A small runtime of its own in a folder of its own: the images of this installation are left alone. */
describe('assay images', () => {
  let sandbox: string;
  let folder: string;

  beforeAll(async () => {
    sandbox = await mkdtemp(path.join(tmpdir(), 'assay-images-'));
    folder = path.join(sandbox, 'runtimes/throwaway');
    await mkdir(folder, { recursive: true });
    await recipe('one');
  });

  afterAll(async () => {
    await rm(sandbox, { recursive: true, force: true });
    await rm(path.join(ROOT, `.assay/images/${NAME}.json`), { force: true });
    await docker
      .getImage(TAG)
      .remove()
      .catch(() => undefined);
  });

  const recipe = (text: string): Promise<void> =>
    writeFile(
      path.join(folder, 'Dockerfile'),
      `FROM assay/base:trixie\nLABEL assay.version="echo Throwaway 1.2.3"\nRUN head -c 2000000 /dev/urandom >/${text}\n`,
    );

  async function images(...args: string[]): Promise<CliResult> {
    const child = spawn(
      process.execPath,
      [path.join(ROOT, 'apps/cli/bootstrap/assay.mjs'), 'images', ...args],
      { cwd: ROOT, env: { ...process.env, SANDBOX_DIR: sandbox }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, stdout, stderr };
  }

  async function listed(): Promise<Row> {
    const { code, stdout, stderr } = await images('list', '--json');
    if (code !== 0) throw new Error(stderr);
    const { images: rows } = JSON.parse(stdout) as { images: Row[] };
    const row = rows.find((one) => one.tag === TAG);
    if (row === undefined) throw new Error(`${TAG} is not listed`);
    return row;
  }

  it('ends with 2 when the call is wrong, and names what there is', async () => {
    expect((await images('sell')).code).toBe(2);
    expect((await images('list', 'runtime-node')).code).toBe(2);
    const unknown = await images('build', 'runtime-cobol');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain(`There is no image "runtime-cobol". There are: ${NAME}.`);
  });

  it('lists what is not built, builds it once, and tells its own size from the shared one', async () => {
    expect(await listed()).toMatchObject({ state: 'not built', bytes: null });

    const built = await images('build', NAME);
    expect(built).toMatchObject({ code: 0 });
    const { Id } = await docker.getImage(TAG).inspect();
    const row = await listed();
    expect(row).toMatchObject({ state: 'ready', recipe: 'current' });
    expect(row.uniqueBytes).toBeGreaterThanOrEqual(2_000_000);
    expect(row.uniqueBytes).toBeLessThan(4_000_000);
    expect((row.sharedBytes ?? 0) + (row.uniqueBytes ?? 0)).toBe(row.bytes);

    expect((await images('build', 'runtimes/throwaway')).code).toBe(0);
    expect((await docker.getImage(TAG).inspect()).Id).toBe(Id);
  });

  it('says when a recipe has changed, and builds that anew', async () => {
    const before = (await docker.getImage(TAG).inspect()).Id;
    await recipe('two');
    expect((await listed()).recipe).toBe('stale');
    expect((await images('build', NAME)).code).toBe(0);
    expect((await listed()).recipe).toBe('current');
    expect((await docker.getImage(TAG).inspect()).Id).not.toBe(before);
  });

  it('says why an image could not be built, and ends with 1', async () => {
    await writeFile(
      path.join(folder, 'Dockerfile'),
      'FROM assay/base:trixie\nRUN echo "E: Failed to fetch http://mirror.invalid/x  Could not resolve mirror.invalid" >&2; exit 100\n',
    );
    const failed = await images('build', NAME);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/what it is made from can't be fetched \(E: Failed to fetch/);
    expect((await listed()).state).toMatch(/^off: what it is made from can't be fetched/);
  });

  it('prunes what has no folder any more, and says how many bytes that freed', async () => {
    await rm(folder, { recursive: true });
    await mkdir(path.join(sandbox, 'runtimes'), { recursive: true });
    const pruned = async (...args: string[]): Promise<Pruned> =>
      JSON.parse((await images('prune', NAME, '--json', ...args)).stdout) as Pruned;

    const would = await pruned('--dry-run');
    expect(would.removed).toEqual([{ image: TAG, why: 'its folder is gone' }]);
    await expect(docker.getImage(TAG).inspect()).resolves.toBeDefined();

    const done = await pruned();
    expect(done.removed.map(({ image }) => image)).toEqual([TAG]);
    expect(done.freedBytes).toBeGreaterThanOrEqual(2_000_000);
    await expect(docker.getImage(TAG).inspect()).rejects.toMatchObject({ statusCode: 404 });
  });
});
