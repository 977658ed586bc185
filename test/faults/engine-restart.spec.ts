import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSourceFolder } from '@assay/challenges';
import type { SequencedSubmissionEvent, SourceFile, SubmissionView } from '@assay/contracts';
import { connectEngine, LABELS } from '@assay/sandbox';
import { Client } from 'pg';
import { CandidateSession } from '../support/browser-session';
import { ROOT } from '../support/cli';
import { eventually } from '../support/platform';
import { Stack } from '../support/stack';
import { noSecondEngine, SecondEngine } from './second-engine';

const SLOW_COUNTER = path.join(ROOT, 'test/fixtures/challenges/slow-counter');
/** Its name here: the demo assessment asks for its challenges by name. */
const CHALLENGE = 'broken-login';
const IMAGES = ['assay/judge:latest', 'assay/runtime-node:latest', 'assay/service-redis:latest'];

const absent = noSecondEngine();
const describeOnSecondEngine = absent === undefined ? describe : describe.skip;
const TITLE = `a Docker Engine that is restarted${absent === undefined ? '' : ` [${absent}]`}`;

/** What the database says of a submission. */
interface Row {
  readonly status: string;
  readonly tries: number;
  readonly verdicts: number;
}

/** A container of a slot. */
interface Held {
  readonly id: string;
  readonly slot: string;
  readonly pid: number;
}

/** Docker is outside of what a candidate reaches: whatever happens to it, each submission is judged once, and rightly. */
describeOnSecondEngine(TITLE, () => {
  let engine: SecondEngine;
  let challengesDir: string;
  let stack: Stack;
  let candidates: CandidateSession[];
  let reference: SourceFile[];
  /** What the engine held each time that it was ended. */
  const ended: Held[] = [];

  beforeAll(async () => {
    engine = await SecondEngine.start();
    await engine.bring(connectEngine(process.env['DOCKER_HOST']), IMAGES);
    reference = await readSourceFolder(path.join(SLOW_COUNTER, 'reference/javascript'));
    challengesDir = await mkdtemp(path.join(tmpdir(), 'assay-challenges-'));
    await cp(SLOW_COUNTER, path.join(challengesDir, CHALLENGE), { recursive: true });
    stack = await Stack.start({
      env: { DOCKER_HOST: engine.host, CHALLENGES_DIR: challengesDir, WORKER_CONCURRENCY: '4' },
    });
    const manager = await stack.manager();
    candidates = await Promise.all(
      [1, 2, 3, 4].map(() => CandidateSession.invited(manager, stack.browser())),
    );
  });

  afterAll(async () => {
    try {
      await stack.stop();
    } finally {
      await engine.remove();
      await rm(challengesDir, { recursive: true, force: true });
    }
  });

  function submit(candidate: CandidateSession | undefined): Promise<string> {
    if (candidate === undefined) throw new Error('there is no such candidate');
    return candidate.submit(CHALLENGE, 'javascript', reference);
  }

  /** Submits and comes back in the middle of the run, when the first test has ended. */
  async function midRun(): Promise<string> {
    const id = await submit(candidates[0]);
    await candidates[0]?.browser.events(id, (event) => event.type === 'test');
    return id;
  }

  async function row(id: string): Promise<Row> {
    const client = new Client({ connectionString: stack.databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<Row>(
        `SELECT status, tries, (SELECT count(*)::int FROM submission_events
                                 WHERE submission_id = $1 AND payload->>'type' = 'verdict') AS verdicts
           FROM submissions WHERE id = $1`,
        [id],
      );
      const [found] = rows;
      if (found === undefined) throw new Error('the submission is gone');
      return found;
    } finally {
      await client.end();
    }
  }

  /** Waits for the end as a page does, and looks at it as the manager does. @returns all events */
  async function expectFullScore(
    id: string,
    candidate = candidates[0],
  ): Promise<readonly SequencedSubmissionEvent[]> {
    const events = (await candidate?.browser.events(id)) ?? [];
    // A page never saw it fail for good, and its numbers have no gap: what was redrawn was redrawn by itself.
    expect(events.filter(({ event }) => event.type === 'status' && event.status === 'error')).toEqual([]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(-1)?.event).toMatchObject({ type: 'verdict', score: 100 });
    expect(await row(id)).toMatchObject({ status: 'judged', verdicts: 1 });
    const view = await candidate?.browser.get<SubmissionView>(`/api/submissions/${id}`);
    expect(view?.body).toMatchObject({ status: 'judged', score: 100 });
    return events;
  }

  /** The containers of slots on the second engine, with their first processes. */
  async function held(): Promise<Held[]> {
    const containers = await engine.docker.listContainers({ all: true, filters: { label: [LABELS.slot] } });
    return Promise.all(
      containers.map(async ({ Id, Labels }) => {
        // One may be removed meanwhile, and has no process then.
        const seen = await engine.docker
          .getContainer(Id)
          .inspect()
          .catch(() => undefined);
        return { id: Id, slot: Labels[LABELS.slot] ?? '', pid: seen?.State.Pid ?? 0 };
      }),
    );
  }

  /** Ends the engine, and remembers what it held. */
  async function endEngine(end: () => Promise<void> = () => engine.end('SIGKILL')): Promise<void> {
    ended.push(...(await held()));
    await end();
  }

  it.each([
    { how: 'killed', liveRestore: false, end: () => engine.end('SIGKILL') },
    { how: 'killed with its containerd', liveRestore: false, end: () => engine.endWhole() },
    { how: 'stopped', liveRestore: false, end: () => engine.end('SIGTERM') },
    { how: 'killed, its containers living on,', liveRestore: true, end: () => engine.end('SIGKILL') },
    { how: 'stopped, its containers living on,', liveRestore: true, end: () => engine.end('SIGTERM') },
  ])(
    '$how and started again while a submission runs: judged again, rightly',
    async ({ liveRestore, end }) => {
      if (liveRestore) {
        await engine.end('SIGTERM');
        await engine.start(true);
      }
      const id = await midRun();
      await endEngine(end);
      await engine.start(liveRestore);
      const events = await expectFullScore(id);
      const runs = events.filter(({ event }) => event.type === 'status' && event.status === 'running');
      expect(runs).toHaveLength(2);
      expect((await row(id)).tries).toBe(1);
    },
  );

  it('killed while some slots are used and others prepared', async () => {
    const ids = await Promise.all(candidates.map((candidate) => submit(candidate)));
    // One slot is not whole yet: its judge is there, its subject is not.
    await eventually(
      async () => {
        const sizes = new Map<string, number>();
        for (const { slot } of await held()) sizes.set(slot, (sizes.get(slot) ?? 0) + 1);
        return [...sizes.values()];
      },
      (sizes) => sizes.some((size) => size < 3),
    );
    await endEngine();
    await engine.start();
    await Promise.all(ids.map((id, index) => expectFullScore(id, candidates[index])));
  });

  it('away for longer than the tries would take: it is waited for, and no try is spent', async () => {
    const id = await midRun();
    await endEngine();
    const meanwhile = await submit(candidates[1]);
    // The pauses between three tries are 1 and 5 seconds.
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    // The one that was running has lost that run, and the other nothing.
    expect(await row(id)).toEqual({ status: 'queued', tries: 1, verdicts: 0 });
    expect(await row(meanwhile)).toEqual({ status: 'queued', tries: 0, verdicts: 0 });
    await engine.start();
    await expectFullScore(id);
    await expectFullScore(meanwhile, candidates[1]);
    expect((await row(id)).tries).toBe(1);
    expect((await row(meanwhile)).tries).toBe(0);
  });

  it('in the end nothing is left of what was held before: no container, volume, network or process', async () => {
    // Seven times ended, a slot of three containers at the least each time.
    expect(ended.length).toBeGreaterThanOrEqual(21);
    const slots = new Set(ended.map(({ slot }) => slot));
    const ids = new Set(ended.map(({ id }) => id));
    await eventually(
      async () => {
        const { Volumes } = (await engine.docker.listVolumes()) as { Volumes: { Name: string }[] | null };
        return {
          containers: (await held()).filter(({ slot }) => slots.has(slot)),
          volumes: (Volumes ?? []).filter(({ Name }) => slots.has(Name.replace('assay-slot-', ''))),
          shims: (await engine.shimmed()).filter((id) => ids.has(id)),
          processes: ended.filter(isAlive),
        };
      },
      (left) => Object.values(left).every((some) => some.length === 0),
      30_000,
    );
    const networks = await engine.docker.listNetworks();
    expect(networks.map(({ Name }) => Name).sort()).toEqual(['host', 'none']);
  });
});

/** Whether a container's first process still runs. Another may have its number by now. */
function isAlive({ id, pid }: Held): boolean {
  try {
    return pid > 0 && readFileSync(`/proc/${String(pid)}/cgroup`, 'utf8').includes(id);
  } catch {
    return false;
  }
}
