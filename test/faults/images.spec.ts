import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadChallenge, readSourceFolder } from '@assay/challenges';
import type { AttemptView, SourceFile, SubmissionView } from '@assay/contracts';
import { connectEngine, dataImageName, readServices } from '@assay/sandbox';
import { Client } from 'pg';
import { CandidateSession } from '../support/browser-session';
import { ROOT } from '../support/cli';
import { eventually } from '../support/platform';
import { Stack } from '../support/stack';

const CHALLENGE = 'broken-login';

/** This process, as the builder of images names itself: it lives as long as the tests do. */
function me(): { pid: number; birth: string } {
  const stat = readFileSync(`/proc/${String(process.pid)}/stat`, 'latin1');
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return { pid: process.pid, birth: `${boot}:${started}` };
}

/** A language whose image is being built costs a submission nothing but time, and the others not even that. */
describe('a submission in a language that is being prepared', () => {
  let stack: Stack;
  let stateDir: string;
  let candidate: CandidateSession;
  let references: Record<string, SourceFile[]>;

  beforeAll(async () => {
    stateDir = await mkdtemp(path.join(tmpdir(), 'assay-state-'));
    await mkdir(path.join(stateDir, 'images'));
    await says('building');
    const reference = (language: string) =>
      readSourceFolder(path.join(ROOT, 'challenges', CHALLENGE, 'reference', language));
    references = { python: await reference('python'), javascript: await reference('javascript') };
    // One place alone: what waits must not take it.
    stack = await Stack.start({ env: { STATE_DIR: stateDir, WORKER_CONCURRENCY: '1' } });
    candidate = await CandidateSession.invited(await stack.manager(), stack.browser());
  });

  afterAll(async () => {
    await stack.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  /** What the builder of images says of Python. */
  async function says(state: 'building' | 'ready' | 'off', reason?: string): Promise<void> {
    const file = path.join(stateDir, 'images/runtime-python.json');
    await writeFile(file, JSON.stringify({ state, reason, by: me(), at: new Date().toISOString() }));
  }

  async function state(language: string): Promise<string | undefined> {
    const { body } = await candidate.browser.get<AttemptView>(`/api/attempts/${candidate.attemptId}`);
    const challenge = body.challenges.find((one) => one.slug === CHALLENGE);
    return challenge?.availability[language]?.state;
  }

  async function row(id: string): Promise<{ status: string; tries: number }> {
    const client = new Client({ connectionString: stack.databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ status: string; tries: number }>(
        'SELECT status, tries FROM submissions WHERE id = $1',
        [id],
      );
      return rows[0] ?? { status: 'gone', tries: -1 };
    } finally {
      await client.end();
    }
  }

  it('waits in the queue and says for what, while another language is judged; then goes on by itself', async () => {
    await eventually(
      () => state('python'),
      (seen) => seen === 'building',
      15_000,
    );
    const waiting = await candidate.submit(CHALLENGE, 'python', references['python'] ?? []);
    const said = await candidate.browser.events(
      waiting,
      (event) => event.type === 'status' && event.reason !== undefined,
      20_000,
    );
    const why = said.at(-1)?.event;
    expect(why).toMatchObject({ type: 'status', status: 'queued' });
    expect(why).toHaveProperty('reason');
    expect(JSON.stringify(why)).toMatch(/"reason":"Python \S+ is being prepared\."/);
    const run = await candidate.submit(CHALLENGE, 'javascript', references['javascript'] ?? [], 'run');
    expect((await candidate.browser.events(run)).at(-1)?.event.type).toBe('verdict');
    expect(await row(waiting)).toEqual({ status: 'queued', tries: 0 });

    await says('ready');
    const events = await candidate.browser.events(waiting);
    expect(events.at(-1)?.event).toMatchObject({ type: 'verdict', score: 100 });
    // Said once, not at every look.
    const reasons = events.filter(({ event }) => event.type === 'status' && event.reason !== undefined);
    expect(reasons).toHaveLength(1);
    expect(await row(waiting)).toEqual({ status: 'judged', tries: 0 });
  });

  it('that can’t be had is refused before it is sent, and what waits for it is judged when it is back', async () => {
    await says('building');
    await eventually(
      () => state('python'),
      (seen) => seen === 'building',
      15_000,
    );
    const waiting = await candidate.submit(CHALLENGE, 'python', references['python'] ?? []);
    await says('off', 'the registry does not answer');
    await eventually(
      () => state('python'),
      (seen) => seen === 'off',
      15_000,
    );
    await eventually(
      async () =>
        (await candidate.browser.get<SubmissionView>(`/api/submissions/${waiting}`)).body.waitsFor ?? '',
      (reason) => reason.includes('is off: the registry does not answer'),
    );
    await expect(candidate.submit(CHALLENGE, 'python', references['python'] ?? [])).rejects.toThrow(
      'language_off',
    );
    const other = await candidate.submit(CHALLENGE, 'javascript', references['javascript'] ?? []);
    expect((await candidate.browser.events(other)).at(-1)?.event).toMatchObject({
      type: 'verdict',
      score: 100,
    });
    expect(await row(waiting)).toEqual({ status: 'queued', tries: 0 });

    await says('ready');
    expect((await candidate.browser.events(waiting)).at(-1)?.event).toMatchObject({
      type: 'verdict',
      score: 100,
    });
    expect((await row(waiting)).tries).toBe(0);
  });
});

/** Base data of a challenge version is made once; what is submitted meanwhile waits for it as for an image. */
describe('a submission to a challenge whose data are being prepared', () => {
  const docker = connectEngine(process.env['DOCKER_HOST']);
  let stack: Stack;
  let challengesDir: string;

  beforeAll(async () => {
    challengesDir = await mkdtemp(path.join(tmpdir(), 'assay-challenges-'));
    for (const slug of ['idempotent-payments', CHALLENGE])
      await cp(path.join(ROOT, 'challenges', slug), path.join(challengesDir, slug), { recursive: true });
    // Data of its own, which nobody has made yet, and which take their time.
    await appendFile(
      path.join(challengesDir, CHALLENGE, 'services/postgresql/seed.sql'),
      `\nSELECT pg_sleep(20);\n-- ${randomUUID()}\n`,
    );
    stack = await Stack.start({ env: { CHALLENGES_DIR: challengesDir } });
  });

  afterAll(async () => {
    await stack.stop();
    await docker.getImage(await dataImage()).remove();
    await rm(challengesDir, { recursive: true, force: true });
  });

  /** The image that this test alone has brought about. */
  async function dataImage(): Promise<string> {
    const loaded = await loadChallenge(path.join(challengesDir, CHALLENGE));
    const services = await readServices(path.join(ROOT, 'sandbox'));
    const postgresql = services.find((service) => service.id === 'postgresql');
    if (!loaded.ok || postgresql === undefined) throw new Error('the changed challenge does not load');
    const { Id } = await docker.getImage(postgresql.image).inspect();
    return dataImageName(postgresql, Id, loaded.challenge.services.postgresql ?? []);
  }

  it('waits, says so, and is judged when they are there', async () => {
    const candidate = await CandidateSession.invited(await stack.manager(), stack.browser());
    const files = await readSourceFolder(path.join(ROOT, 'challenges', CHALLENGE, 'reference/javascript'));
    const id = await candidate.submit(CHALLENGE, 'javascript', files);
    const events = await candidate.browser.events(id);
    expect(JSON.stringify(events)).toContain('The data of this challenge are being prepared.');
    expect(events.at(-1)?.event).toMatchObject({ type: 'verdict', score: 100 });
  });
});
