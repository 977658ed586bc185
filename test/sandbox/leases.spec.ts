import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { LABELS, reap, type Sandbox } from '@assay/sandbox';
import { SlotContainer } from '../../libs/sandbox/container';
import type { ContainerSpec } from '../../libs/sandbox/lockdown';
import { newSlotId, newUid } from '../../libs/sandbox/owner';
import { ROOT } from '../support/cli';
import { engine, eventually, openTestSandbox, slotContainers, slotVolumes } from '../support/sandbox';

jest.setTimeout(90_000);

const MIB = 1024 ** 2;

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
  beforeAll(async () => {
    sandbox = await openTestSandbox();
    folder = await mkdtemp(path.join(os.tmpdir(), 'assay-leases-'));
  });
  afterAll(async () => {
    await sandbox.pool.close();
    await rm(folder, { recursive: true });
  });

  test('one that was killed in the middle leaves nothing behind that another does not find', async () => {
    const script = path.join(folder, 'doomed.cjs');
    await build({
      entryPoints: [path.join(ROOT, 'test/support/doomed-supervisor.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      packages: 'external',
      tsconfig: path.join(ROOT, 'tsconfig.json'),
      plugins: [ownFolders],
    });
    const child = spawn(process.execPath, [script], {
      cwd: ROOT,
      env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')));
      child.once('exit', (code) => resolve(`ended with ${code ?? 'a signal'}`));
    });
    expect(said).toBe('a test has begun\n');
    const ofChild = (owner: string): boolean => owner.split('|')[1] === String(child.pid);
    const own = await slotContainers((container) => ofChild(container.owner));
    expect(own.map((container) => container.role).sort()).toEqual(['judge', 'service', 'subject']);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;

    // The judge ends with its input, without anybody's help.
    const stateOf = async (role: string): Promise<string | undefined> =>
      (await slotContainers((container) => ofChild(container.owner))).find((one) => one.role === role)?.state;
    await eventually('the judge has ended by itself', async () => (await stateOf('judge')) !== 'running');

    expect(await reap(sandbox.docker)).toBeGreaterThanOrEqual(1);
    expect(await slotContainers((container) => ofChild(container.owner))).toEqual([]);
    expect(await slotVolumes((labels) => ofChild(labels[LABELS.owner] ?? ''))).toEqual([]);
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
