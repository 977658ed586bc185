import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { challengeListSchema, healthSchema } from '@assay/contracts';
import { migrate } from '@assay/persistence';
import { Redis } from 'ioredis';
import { expectBody, expectProblem } from '../support/api-client';
import { Organisation } from '../support/builders';
import { eventually, startPlatform, type Platform } from '../support/platform';

const ROOT = path.resolve(__dirname, '../..');

describe('health, challenges, pages and the description', () => {
  let folder: string;
  let platform: Platform;
  const worker = `assay:worker:test-${String(process.pid)}`;
  let redis: Redis;

  beforeAll(async () => {
    redis = new Redis(process.env.TEST_REDIS_URL ?? '');
    folder = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
    await cp(
      path.join(ROOT, 'challenges/idempotent-payments'),
      path.join(folder, 'challenges/idempotent-payments'),
      {
        recursive: true,
      },
    );
    await mkdir(path.join(folder, 'challenges/broken'), { recursive: true });
    await writeFile(path.join(folder, 'challenges/broken/challenge.yaml'), 'schema: 1\ntitel: Broken\n');
    await writeFile(path.join(folder, 'challenges/broken/statement.md'), '# Broken\n');
    await mkdir(path.join(folder, 'web/assets'), { recursive: true });
    await writeFile(path.join(folder, 'web/assets/index-abc.js'), 'export {};');
    platform = await startPlatform({
      migrated: false,
      challengesDir: path.join(folder, 'challenges'),
      webDir: path.join(folder, 'web'),
    });
  });

  afterAll(async () => {
    await redis.del(worker);
    redis.disconnect();
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  });

  const health = async () => {
    const answer = await platform.client().get('/api/health');
    return { ...healthSchema.parse(answer.body), code: answer.status };
  };

  it('says what is missing, and when all is ready', async () => {
    const bare = await eventually(health, (seen) => /migration/.test(seen.parts.database?.detail ?? ''));
    expect(bare).toMatchObject({ code: 503, status: 'not-ready' });
    expectProblem(
      await platform.client().post('/api/invitations/open', { token: 'x'.repeat(30) }),
      'not_ready',
    );

    await migrate(platform.dataSource);
    await eventually(health, (seen) => seen.parts.challenges?.status === 'up', 20_000);
    await redis.set(worker, JSON.stringify({ ready: true, detail: 'ready' }), 'EX', 30);
    expect(await health()).toMatchObject({ code: 200, status: 'ready' });
  });

  it('lists the challenges that are served, and the faults of the others with file and line', async () => {
    const manager = await (await Organisation.with(platform)).manager();
    const list = expectBody(await manager.get('/api/challenges'), challengeListSchema);
    expect(list.challenges.map((challenge) => challenge.slug)).toEqual(['idempotent-payments']);
    const fault = list.faults.find((one) => one.message.includes('titel'));
    expect(fault).toMatchObject({ slug: 'broken', file: 'challenge.yaml', line: 2 });
    const [row] = await platform.dataSource.query<{ bytes: number }[]>(
      'SELECT length(package) AS bytes FROM challenge_versions WHERE hash = $1',
      [list.challenges[0]?.hash],
    );
    expect(row?.bytes).toBeGreaterThan(1_000);
  });

  it('serves the pages, with a plain one where they are not built', async () => {
    const client = platform.client();
    const missing = await client.get('/manage');
    expect(missing.status).toBe(503);
    expect(missing.text).toContain('not built');
    await writeFile(path.join(folder, 'web/index.html'), '<!doctype html><title>Assay</title>');
    for (const address of ['/', '/manage/attempts/1', '/invitation']) {
      const page = await client.get(address);
      expect(page.status).toBe(200);
      expect(page.text).toContain('<title>Assay</title>');
      expect(page.headers.get('cache-control')).toBe('no-cache');
    }
    const asset = await client.get('/assets/index-abc.js');
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expectProblem(await client.get('/assets/gone.js'), 'not_found');
    expect((await client.get('/..%2f..%2fpackage.json')).text).not.toContain('"dependencies"');
  });

  it('describes every operation, and the committed description is current', async () => {
    const answer = await platform.client().get('/api/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(JSON.parse(await readFile(path.join(ROOT, 'docs/openapi.json'), 'utf8')));
    const { paths } = answer.body as { paths: Record<string, object> };
    expect(Object.keys(paths)).toContain('/api/attempts/{id}/submissions');
    expect((await platform.client().get('/api/docs')).status).toBe(200);
  });
});
