import { randomUUID } from 'node:crypto';
import {
  HEARTBEAT_PREFIX,
  attemptViewSchema,
  createdSubmissionSchema,
  languageInfoSchema,
  platformViewSchema,
  submissionViewSchema,
  type ImageReport,
} from '@assay/contracts';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { expectBody, expectProblem } from '../support/api-client';
import { Organisation, RULES, type Candidate } from '../support/builders';
import { needed } from '../support/database';
import { eventually, startPlatform, type Platform } from '../support/platform';

const WORKERS = [`${HEARTBEAT_PREFIX}test-1`, `${HEARTBEAT_PREFIX}test-2`] as const;

describe('what the workers say of their images', () => {
  let platform: Platform;
  let organisation: Organisation;
  let redis: Redis;

  beforeAll(async () => {
    redis = new Redis(needed('TEST_REDIS_URL'));
    platform = await startPlatform();
    organisation = await Organisation.with(platform);
  });

  afterEach(() => redis.del(...WORKERS));

  afterAll(async () => {
    redis.disconnect();
    await platform.close();
  });

  const image = (
    name: string,
    state: ImageReport['state'],
    more: Partial<ImageReport> = {},
  ): ImageReport => ({
    name,
    state,
    reason: null,
    version: null,
    bytes: null,
    builtAt: null,
    ...more,
  });

  /** A worker's heartbeat, for as long as a test takes. */
  const beat = async (images: readonly ImageReport[], worker = 0): Promise<void> => {
    const heartbeat = { ready: true, detail: 'Submissions are taken.', images };
    await redis.set(WORKERS[worker] ?? '', JSON.stringify(heartbeat), 'EX', 30);
  };

  const availabilityOf = async (candidate: Candidate) => {
    const view = expectBody(await candidate.client.get(candidate.address), attemptViewSchema);
    return view.challenges.find((challenge) => challenge.slug === 'payments')?.availability ?? {};
  };

  it('names of languages are open to everybody, with what the editor calls them', async () => {
    const answer = await platform.client().get('/api/languages');
    const languages = expectBody(answer, z.array(languageInfoSchema));
    expect(languages.find((language) => language.id === 'typescript')).toMatchObject({
      name: 'TypeScript',
      editor: 'typescript',
    });
    expect(languages.map((language) => language.id)).toEqual(
      expect.arrayContaining(['javascript', 'python']),
    );
  });

  it('is for managers, and says so when nobody has reported', async () => {
    expectProblem(await platform.client().get('/api/platform'), 'unauthenticated');
    const manager = await organisation.manager();
    const view = expectBody(await manager.get('/api/platform'), platformViewSchema);
    expect(view.workers).toBe(0);
    const node = view.runtimes.find((runtime) => runtime.id === 'node');
    expect(node).toMatchObject({ state: 'queued', bytes: null, version: null });
    expect(node?.languages.map((language) => language.id)).toEqual(['typescript', 'javascript']);
    expect(view.services.map((service) => service.id)).toContain('postgresql');
  });

  it('shows state, size, version and reason, and the best of several workers', async () => {
    const off = { reason: 'the registry does not answer' };
    await beat([image('runtime-node', 'building'), image('runtime-python', 'off', off)]);
    await beat([image('runtime-node', 'ready', { version: 'v24.3.0', bytes: 263_000_000 })], 1);
    const manager = await organisation.manager();
    const view = await eventually(
      async () => expectBody(await manager.get('/api/platform'), platformViewSchema),
      ({ workers }) => workers === 2,
    );
    const runtime = (id: string) => view.runtimes.find((one) => one.id === id);
    expect(runtime('node')).toMatchObject({ state: 'ready', version: 'v24.3.0', bytes: 263_000_000 });
    expect(runtime('python')).toMatchObject({ state: 'off', reason: 'the registry does not answer' });
    expect(view.services.find((one) => one.id === 'postgresql')).toMatchObject({ state: 'queued' });
  });

  it('reaches candidates: only languages of their challenge, with a sentence for what is not ready', async () => {
    await beat([
      image('runtime-node', 'building'),
      image('runtime-python', 'off', { reason: 'the registry does not answer' }),
      image('runtime-java', 'ready'),
    ]);
    const candidate = await organisation.startedCandidate();
    const availability = await eventually(
      () => availabilityOf(candidate),
      ({ python, typescript }) => python?.state === 'off' && typescript?.state === 'building',
    );
    expect(Object.keys(availability).sort()).toEqual(['python', 'typescript']);
    expect(availability['typescript']?.reason).toMatch(/^Node \d+ is being prepared\.$/);
    expect(availability['python']?.reason).toMatch(/^Python \S+ is off: the registry does not answer\.$/);
  });

  it('lets a submission wait for what is being prepared, and says for what', async () => {
    await beat([image('runtime-node', 'building')]);
    const candidate = await organisation.startedCandidate();
    await eventually(
      () => availabilityOf(candidate),
      ({ typescript }) => typescript?.state === 'building',
    );
    const { id } = expectBody(await candidate.submit(), createdSubmissionSchema, 202);
    const view = expectBody(await candidate.client.get(`/api/submissions/${id}`), submissionViewSchema);
    expect(view.status).toBe('queued');
    expect(view.waitsFor).toMatch(/is being prepared/);
  });

  it('refuses a language that is off, with the reason, and lets another one pass what waits for it', async () => {
    await beat([image('runtime-node', 'building'), image('runtime-python', 'ready')]);
    const candidate = await organisation.startedCandidate();
    await eventually(
      () => availabilityOf(candidate),
      ({ typescript, python }) => typescript?.state === 'building' && python?.state === 'ready',
    );
    const requestKey = randomUUID();
    const sent = expectBody(await candidate.submit({ requestKey }), createdSubmissionSchema, 202);
    const inPython = { language: 'python', files: [{ path: 'main.py', content: 'print(1)\n' }, RULES] };
    expectProblem(await candidate.submit(inPython), 'judging_in_progress');

    await beat([
      image('runtime-node', 'off', { reason: 'npm does not answer' }),
      image('runtime-python', 'ready'),
    ]);
    await eventually(
      () => availabilityOf(candidate),
      ({ typescript }) => typescript?.state === 'off',
    );
    const problem = expectProblem(await candidate.submit(), 'language_off');
    expect(problem.detail).toMatch(/is off: npm does not answer\./);
    expect((await candidate.submit(inPython)).status).toBe(202);
    // Sent again after a lost answer: it was taken before, and still is.
    const again = expectBody(await candidate.submit({ requestKey }), createdSubmissionSchema, 202);
    expect(again.id).toBe(sent.id);
  });

  it('are remembered for a while, so that a worker that starts anew is no news', async () => {
    await beat([image('runtime-node', 'ready'), image('runtime-python', 'ready')]);
    const candidate = await organisation.startedCandidate();
    await eventually(
      () => availabilityOf(candidate),
      ({ typescript }) => typescript?.state === 'ready',
    );
    await redis.del(...WORKERS);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect((await availabilityOf(candidate))['typescript']?.state).toBe('ready');
  });
});
