import path from 'node:path';
import { readSourceFolder } from '@assay/challenges';
import type { SequencedSubmissionEvent, SourceFile, SubmissionView } from '@assay/contracts';
import { connectEngine, LABELS } from '@assay/sandbox';
import { Client } from 'pg';
import { CandidateSession } from '../support/browser-session';
import { ROOT } from '../support/cli';
import { OwnService } from '../support/own-services';
import { eventually } from '../support/platform';
import { Stack } from '../support/stack';

const CHALLENGE = 'broken-login';
const docker = connectEngine(process.env['DOCKER_HOST']);

/** Whatever fails, a submission is judged once the part is back, has exactly one verdict, and nothing of the dead run is left. */
describe('faults of the platform cost nobody a submission', () => {
  let database: OwnService;
  let redis: OwnService;
  let stack: Stack;
  let candidate: CandidateSession;
  let reference: SourceFile[];

  beforeAll(async () => {
    [database, redis, reference] = await Promise.all([
      OwnService.postgresql(),
      OwnService.redis(),
      readSourceFolder(path.join(ROOT, 'challenges', CHALLENGE, 'reference/javascript')),
    ]);
    stack = await Stack.start({ databaseUrl: database.url, redisUrl: redis.url });
    candidate = await CandidateSession.invited(await stack.manager(), stack.browser());
  });

  afterAll(async () => {
    await stack.stop();
    await Promise.all([database.remove(), redis.remove()]);
  });

  /** Submits, waits until the first test has ended, and lets `fault` happen in the middle of the run. */
  async function submitAndBreak(fault: () => Promise<void>): Promise<SequencedSubmissionEvent[]> {
    const id = await candidate.submit(CHALLENGE, 'javascript', reference);
    const before = await candidate.browser.events(id, (event) => event.type === 'test');
    expect(before.at(-1)?.event.type).toBe('test');
    await fault();
    const events = await candidate.browser.events(id);
    await expectOneVerdict(id);
    return events;
  }

  async function expectOneVerdict(id: string): Promise<void> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ verdicts: string }>(
        `SELECT count(*) AS verdicts FROM submission_events WHERE submission_id = $1 AND payload->>'type' = 'verdict'`,
        [id],
      );
      expect(Number(rows[0]?.verdicts)).toBe(1);
    } finally {
      await client.end();
    }
    const { body } = await candidate.browser.get<SubmissionView>(`/api/submissions/${id}`);
    expect(body).toMatchObject({ status: 'judged', score: 100 });
    expect(body.passed).toBe(body.total);
  }

  /** The label of the containers that a process owns: namespace, process id, start time. */
  async function ownerOf(pid: number | undefined): Promise<string> {
    const containers = await docker.listContainers({ all: true, filters: { label: [LABELS.slot] } });
    const owners = containers.map((container) => container.Labels[LABELS.owner] ?? '');
    const owner = owners.find((candidate) => candidate.split('|')[1] === String(pid));
    if (owner === undefined) throw new Error(`process ${String(pid)} owns no container`);
    return owner;
  }

  it('a worker killed in mid-run: judged again by the next, no container of the dead one is left', async () => {
    let dead = '';
    const events = await submitAndBreak(async () => {
      dead = await ownerOf(stack.workerPids[0]);
      await stack.endWorkers('SIGKILL');
      stack.startWorker();
    });
    const runs = events.filter(({ event }) => event.type === 'status' && event.status === 'running');
    expect(runs.length).toBeGreaterThanOrEqual(2);
    const left = await docker.listContainers({ all: true, filters: { label: [`${LABELS.owner}=${dead}`] } });
    expect(left).toEqual([]);
    const volumes = (await docker.listVolumes({
      filters: JSON.stringify({ label: [`${LABELS.owner}=${dead}`] }) as never,
    })) as {
      Volumes: unknown[] | null;
    };
    expect(volumes.Volumes ?? []).toEqual([]);
  });

  it('a worker that hangs in mid-run: taken over by another, and not heard when it goes on', async () => {
    const [hung] = stack.workerPids;
    if (hung === undefined) throw new Error('there is no worker');
    const id = await candidate.submit(CHALLENGE, 'javascript', reference);
    await candidate.browser.events(id, (event) => event.type === 'test');
    process.kill(hung, 'SIGSTOP');
    try {
      stack.startWorker();
      await candidate.browser.events(id);
      await expectOneVerdict(id);
    } finally {
      process.kill(hung, 'SIGCONT');
    }
    // Longer than it takes to finish what it was at, with a claim that is gone.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await expectOneVerdict(id);
    await stack.endWorkers('SIGTERM');
    stack.startWorker();
  });

  it('a worker whose runtime the engine does not know: judges nothing, says why, and the next one does', async () => {
    await stack.endWorkers('SIGTERM');
    stack.startWorker({ SANDBOX_RUNTIME: 'runs-in-dreams' });
    const says = 'SANDBOX_RUNTIME is "runs-in-dreams", which the engine does not know';
    await eventually(
      () => stack.health(),
      (health) =>
        health?.status !== 'ready' && JSON.stringify(health).includes(JSON.stringify(says).slice(1, -1)),
      30_000,
    );
    const id = await candidate.submit(CHALLENGE, 'javascript', reference);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const { body } = await candidate.browser.get<SubmissionView>(`/api/submissions/${id}`);
    expect(body.status).toBe('queued');
    await stack.endWorkers('SIGTERM');
    stack.startWorker();
    await candidate.browser.events(id);
    await expectOneVerdict(id);
  });

  it('Redis gone with all its data in mid-run', async () => {
    await submitAndBreak(async () => {
      await redis.loseEverything();
    });
  });

  it('Redis down when the submission comes: taken at once, judged when it is back', async () => {
    await redis.kill();
    const id = await candidate.submit(CHALLENGE, 'javascript', reference);
    const { body } = await candidate.browser.get<SubmissionView>(`/api/submissions/${id}`);
    expect(body.status).toBe('queued');
    await redis.startAgain();
    await candidate.browser.events(id);
    await expectOneVerdict(id);
  });

  it('PostgreSQL killed and restarted in mid-run', async () => {
    await submitAndBreak(async () => {
      await database.kill();
      await database.startAgain();
    });
  });

  it('every part at once: worker, Redis with its data, PostgreSQL', async () => {
    await submitAndBreak(async () => {
      await stack.endWorkers('SIGKILL');
      await Promise.all([redis.loseEverything(), database.kill()]);
      await database.startAgain();
      stack.startWorker();
    });
  });

  it('health says what is down, and is ready again by itself', async () => {
    await redis.kill();
    const down = await untilHealth('not-ready');
    expect(down?.parts['redis']?.status).toBe('down');
    expect(down?.parts['database']?.status).toBe('up');
    await redis.startAgain();
    await stack.untilReady();
  });

  async function untilHealth(status: string): Promise<Awaited<ReturnType<Stack['health']>>> {
    for (let tries = 0; tries < 100; tries += 1) {
      const health = await stack.health();
      if (health?.status === status) return health;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return undefined;
  }
});
