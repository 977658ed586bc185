import { KNOCKER_SCRIPT } from './probe-script';
import { SlotContainer } from './container';
import { InfrastructureError } from './errors';
import type { ContainerSpec } from './lockdown';
import { newSlotId, newUid, slotIsOver } from './owner';
import type { EngineHost } from './host';
import { capSocketMemory, socketMemoryUsed } from './socket-memory';

const MIB = 1024 ** 2;
const PROBE_MS = 60_000;
const POLL_MS = 50;

/** What the probing container gets: the lock-down of a subject, with limits small enough to be reached at once. */
export const PROBE = {
  processes: 40,
  openFiles: 220,
  cpu: 0.5,
  memory: 192 * MIB,
  folder: 4 * MIB,
  inodes: 64,
  shm: MIB,
  shmInodes: 256,
};

/** What the probe's sockets may hold: so little that 90 connections with the namespace's buffers alone would pass it. */
export const SOCKET_PROBE_BYTES = 2 * MIB;

/** One limit, and whether it bit. */
export interface ProbeCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen. */
  readonly detail: string;
}

/** How a program ended in a probing container. */
export interface ProbeRun {
  readonly output: string;
  /** The end of what it said on standard error. */
  readonly errors: string;
  /** Undefined for one that was watched, and ended from outside. */
  readonly code: number | undefined;
  /** Whether the cgroup's cap on socket buffers was set, and the most bytes that it counted. */
  readonly capped: boolean;
  readonly socketBytes: number;
}

/** What is run, and with what. */
export interface ProbeProgram {
  /** As in the judge's image; its Node, which reads a script from its input, where nothing is said. */
  readonly command?: readonly string[];
  /** Bytes. */
  readonly memory?: number;
  /** What it gets on standard input, once the cap on socket memory is set. */
  readonly script?: (uid: number) => string;
  /** The container whose network namespace it joins. */
  readonly networkOf?: string | undefined;
  /** Looks at the container from outside; `said` is what it has printed so far. It is ended when this is done. */
  readonly watch?: (containerId: string, said: () => string) => Promise<void>;
}

/**
 * Runs a program with the lock-down of a subject.
 * @throws InfrastructureError when it can't be started, or does not end
 */
export async function runProbe(host: EngineHost, program: ProbeProgram): Promise<ProbeRun> {
  const spec = probeSpec(host, program);
  let container: SlotContainer | undefined;
  let timer: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  try {
    container = await SlotContainer.start(host.docker, spec, host.seccompProfile);
    let output = '';
    let errors = '';
    let socketBytes = 0;
    container.onStdout = (chunk) => {
      output += chunk.toString('utf8');
    };
    container.onStderr = (chunk) => {
      errors = (errors + chunk.toString('utf8')).slice(-600);
    };
    const capped = await capSocketMemory(host.docker, container.id, SOCKET_PROBE_BYTES);
    const used = capped ? await socketMemoryUsed(host.docker, container.id) : undefined;
    if (used !== undefined) {
      poll = setInterval(() => {
        void used().then((bytes) => {
          socketBytes = Math.max(socketBytes, bytes);
        });
      }, POLL_MS);
    }
    container.write(Buffer.from(program.script?.(spec.uid) ?? ''));
    container.endInput();
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new InfrastructureError(`the probe of the lock-down did not end within ${PROBE_MS / 1000} s`));
      }, PROBE_MS);
    });
    const watching = program.watch?.(container.id, () => output);
    await Promise.race([watching ?? container.ended, tooLong]);
    const exit = watching === undefined ? await container.wait() : undefined;
    return { output, errors, code: exit?.code, capped, socketBytes };
  } finally {
    clearTimeout(timer);
    clearInterval(poll);
    slotIsOver(spec.slot);
    await container?.destroy();
  }
}

/**
 * Runs something while a container of the engine's default runtime holds a network namespace and knocks at a port in
 * it, as the judge does in a slot. Gives besides whether somebody answered.
 */
export async function besideKnocker<T>(
  host: EngineHost,
  use: (networkOf: string) => Promise<T>,
): Promise<{ result: T; answered: boolean }> {
  const spec = probeSpec({ ...host, runtime: undefined }, {});
  let knocker: SlotContainer | undefined;
  try {
    knocker = await SlotContainer.start(host.docker, spec, host.seccompProfile);
    let said = '';
    knocker.onStdout = (chunk) => {
      said += chunk.toString('utf8');
    };
    knocker.write(Buffer.from(KNOCKER_SCRIPT));
    knocker.endInput();
    const result = await use(knocker.id);
    return { result, answered: said === 'answered' };
  } finally {
    slotIsOver(spec.slot);
    await knocker?.destroy();
  }
}

function probeSpec(host: EngineHost, program: ProbeProgram): ContainerSpec {
  return {
    role: 'probe',
    slot: newSlotId('probe-'),
    image: 'assay/judge:latest',
    command: program.command ?? ['/usr/local/bin/node', '-'],
    env: {},
    uid: newUid(new Set()),
    memory: program.memory ?? PROBE.memory,
    cpu: PROBE.cpu,
    processes: PROBE.processes,
    openFiles: PROBE.openFiles,
    folders: [{ path: '/tmp', bytes: PROBE.folder, inodes: PROBE.inodes, executable: false }],
    sharedMemory: PROBE.shm,
    networkOf: program.networkOf,
    socketVolume: undefined,
    idleSeconds: PROBE_MS / 1000,
    wallSeconds: PROBE_MS / 1000,
    leaseUntil: Math.ceil(Date.now() / 1000) + (2 * PROBE_MS) / 1000,
    owner: host.owner,
    runtime: host.runtime,
  };
}
