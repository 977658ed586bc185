import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { LABELS, reap, type Sandbox } from '@assay/sandbox';
import { SlotContainer } from '../../libs/sandbox/container';
import type { ContainerSpec } from '../../libs/sandbox/lockdown';
import { newSlotId, newUid } from '../../libs/sandbox/owner';
import { ROOT } from '../support/cli';
import { EngineProxy } from '../support/engine-proxy';
import {
  engine,
  eventually,
  openTestSandbox,
  slotContainers,
  slotVolumes,
  type LiveContainer,
} from '../support/sandbox';

jest.setTimeout(180_000);

const MIB = 1024 ** 2;

/** When a subject ends by itself: a wall limit of 1 s, the trial's 5 s to start, and 30 s that a supervisor has to end it. */
const CLING_SECONDS = 36;

/** Whether a label names this process as the owner. */
function isOf(owner: string, child: ChildProcess): boolean {
  return owner.split('|')[1] === String(child.pid);
}

/** Each source keeps the folder that it lies in: the challenges' compiler finds the testkit by it. */
const ownFolders: Plugin = {
  name: 'own-folders',
  setup(bundle) {
    bundle.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => ({
      contents: `const __dirname = ${JSON.stringify(path.dirname(file))};\n${await readFile(file, 'utf8')}`,
      loader: 'ts',
    }));
  },
};

describe('slots end without their supervisor', () => {
  let sandbox: Sandbox;
  let folder: string;
  let script: string;
  const proxies: EngineProxy[] = [];
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    sandbox = await openTestSandbox();
    folder = await mkdtemp(path.join(os.tmpdir(), 'assay-leases-'));
    script = path.join(folder, 'doomed.cjs');
    await build({
      entryPoints: [path.join(ROOT, 'test/support/doomed-supervisor.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      packages: 'external',
      tsconfig: path.join(ROOT, 'tsconfig.json'),
      plugins: [ownFolders],
    });
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map(killed));
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  });
  afterAll(async () => {
    await sandbox.pool.close();
    await rm(folder, { recursive: true });
  });

  /** A supervisor in a process of its own, in the middle of a judging on the engine at `host`. */
  async function doomed(
    host = process.env.DOCKER_HOST,
    ...args: string[]
  ): Promise<{ child: ChildProcess; slot: () => Promise<LiveContainer[]> }> {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...process.env, DOCKER_HOST: host, NODE_PATH: path.join(ROOT, 'node_modules') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const said = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString('utf8'));
      });
      child.once('exit', (code) => {
        resolve(`ended with ${code ?? 'a signal'}`);
      });
    });
    expect(said).toBe('a test has begun\n');
    const slot = (): Promise<LiveContainer[]> => slotContainers(({ owner }) => isOf(owner, child));
    expect((await slot()).map((container) => container.role).sort()).toEqual(['judge', 'service', 'subject']);
    return { child, slot };
  }

  async function killed(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }

  test('one that was killed in the middle leaves nothing behind that another does not find', async () => {
    const { child, slot } = await doomed();
    await killed(child);

    // The judge ends with its input, without anybody's help.
    await eventually('the judge has ended by itself', async () => {
      const judge = (await slot()).find(({ role }) => role === 'judge');
      return judge?.state !== 'running';
    });

    expect(await reap(sandbox.docker)).toBeGreaterThanOrEqual(1);
    expect(await slot()).toEqual([]);
    expect(await slotVolumes((labels) => isOf(labels[LABELS.owner] ?? '', child))).toEqual([]);
  });

  // Nobody looks after them: the one is dead, the other hangs with all its connections open.
  test('a subject that clings to life ends at its wall limit though its supervisor was killed or stopped and nobody else is there', async () => {
    // Side by side: each waits for most of a minute.
    const clinging = async (signal: 'SIGKILL' | 'SIGSTOP'): Promise<void> => {
      // Containers of another host, by their labels: no worker on this one takes them for those of a dead process.
      const proxy = await EngineProxy.start({
        change: (options) => {
          const labels = options.Labels ?? {};
          labels[LABELS.owner] = `nobody-here|${labels[LABELS.owner]?.split('|')[1] ?? ''}|1`;
        },
      });
      proxies.push(proxy);
      const { child, slot } = await doomed(proxy.host, 'cling.py', '1000');
      const began = Date.now();
      if (signal === 'SIGKILL') await killed(child);
      else child.kill(signal);
      try {
        await eventually(
          'the subject has ended by itself',
          async () => (await slot()).find(({ role }) => role === 'subject')?.state === 'exited',
          (CLING_SECONDS + 10) * 1000,
        );
        const subject = (await slot()).find(({ role }) => role === 'subject');
        const { State } = await engine.getContainer(subject?.id ?? '').inspect();
        // 124: its time was up. It had no other way to end.
        expect(State.ExitCode).toBe(124);
        expect(Date.now() - began).toBeGreaterThan((CLING_SECONDS - 10) * 1000);
      } finally {
        await killed(child);
        for (const { id } of await slot()) await engine.getContainer(id).remove({ force: true, v: true });
        await reap(sandbox.docker);
      }
      expect(await slotVolumes((labels) => isOf(labels[LABELS.owner] ?? '', child))).toEqual([]);
    };
    await Promise.all([clinging('SIGKILL'), clinging('SIGSTOP')]);
  });

  test('what another host made is destroyed when its lease is over, and not before', async () => {
    const now = Math.floor(Date.now() / 1000);
    const made = async (lease: number): Promise<string> => {
      const slot = newSlotId();
      const labels = {
        [LABELS.slot]: slot,
        [LABELS.owner]: 'another-host/pid:[1]|1|1',
        [LABELS.lease]: String(lease),
      };
      await engine.createContainer({ Image: 'assay/judge:latest', Labels: labels });
      await engine.createVolume({ Name: `assay-slot-${slot}`, Labels: labels });
      return slot;
    };
    const over = await made(now - 1);
    const held = await made(now + 600);
    await reap(sandbox.docker);
    expect(await slotContainers((container) => container.slot === over)).toEqual([]);
    expect(await slotVolumes((labels) => labels[LABELS.slot] === over)).toEqual([]);
    const [kept] = await slotContainers((container) => container.slot === held);
    expect(kept).toBeDefined();
    await engine.getContainer(kept?.id ?? '').remove({ force: true });
    await engine.getVolume(`assay-slot-${held}`).remove();
  });

  test.each([
    ['it kills, stops and overwrites all it can', 'clock.py'],
    ['it does nothing', undefined],
  ])('a container whose time is over ends though %s', async (_, program) => {
    const source =
      program === undefined
        ? 'import os, signal, time\nos.kill(1, signal.SIGUSR1)\nprint("overwritten: no", flush=True)\ntime.sleep(300)\n'
        : await readFile(path.join(ROOT, 'test/fixtures/subjects', program), 'utf8');
    const began = Date.now();
    const container = await SlotContainer.start(
      sandbox.docker,
      clockSpec(sandbox, source),
      sandbox.host.seccompProfile,
    );
    let said = '';
    container.onStdout = (chunk) => {
      said += chunk.toString('utf8');
    };
    container.onStderr = (chunk) => {
      said += chunk.toString('utf8');
    };
    try {
      const exit = await Promise.race([
        container.wait(),
        new Promise<undefined>((resolve) => {
          setTimeout(resolve, 15_000, undefined);
        }),
      ]);
      expect(said).toMatch(/^overwritten: /);
      expect(exit).toEqual({ code: 124 });
      expect(said).not.toContain('yes');
      expect(Date.now() - began).toBeGreaterThan(2_000);
    } finally {
      await container.destroy();
    }
  });
});

/** Two seconds from the signal on, and a minute without it. */
function clockSpec(sandbox: Sandbox, source: string): ContainerSpec {
  return {
    role: 'subject',
    slot: newSlotId(),
    image: 'assay/runtime-python:latest',
    command: ['/opt/python/bin/python', '-c', source],
    env: {},
    uid: newUid(new Set()),
    memory: 128 * MIB,
    cpu: 1,
    processes: 32,
    openFiles: 128,
    folders: [{ path: '/tmp', bytes: MIB, inodes: 64, executable: false }],
    sharedMemory: MIB,
    networkOf: undefined,
    socketVolume: undefined,
    idleSeconds: 60,
    wallSeconds: 2,
    leaseUntil: Math.ceil(Date.now() / 1000) + 120,
    owner: sandbox.host.owner,
    runtime: undefined,
  };
}
