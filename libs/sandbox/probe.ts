import { SlotContainer } from './container';
import { InfrastructureError } from './errors';
import type { ContainerSpec } from './lockdown';
import { newSlotId, newUid } from './owner';
import { MEMORY_PROBE_SCRIPT, PROBE_SCRIPT } from './probe-script';
import type { EngineHost } from './slot';
import { capSocketMemory, type SocketCap } from './socket-memory';

const MIB = 1024 ** 2;
const PROBE_MS = 60_000;

/** One limit, and whether it bit. */
export interface ProbeCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen. */
  readonly detail: string;
}

export interface ProbeReport {
  readonly checks: readonly ProbeCheck[];
  /** Those that did not bite. Empty where judging is allowed. */
  readonly refused: readonly ProbeCheck[];
  /** What bounds socket buffers here. */
  readonly socketCap: SocketCap;
}

/** What the probing container gets: the lock-down of a subject, with limits small enough to be reached at once. */
const PROBE = {
  processes: 40,
  openFiles: 220,
  cpu: 0.5,
  memory: 192 * MIB,
  folder: 4 * MIB,
  inodes: 64,
  shm: MIB,
  shmInodes: 256,
};

/** Checks that must all have been reported: a probe that says less has proven nothing. */
const EXPECTED = [
  'user',
  'capabilities',
  'no-new-privileges',
  'seccomp',
  'system-calls',
  'read-only-root',
  'size of /tmp',
  'inodes of /tmp',
  'size of /dev/shm',
  'inodes of /dev/shm',
  'network',
  'routes',
  'terminals',
  'open-files',
  'core-files',
  'setuid',
  'processes',
  'processors',
  'socket-buffers',
];

/**
 * Runs a container with the lock-down of a subject that tries to pass each limit, and one that takes memory without end.
 * Works the same on cgroup v1, hybrid and v2, since it looks at what bites and not at how.
 * @throws InfrastructureError when the probe can't be run
 */
export async function probeLockdown(host: EngineHost): Promise<ProbeReport> {
  const [{ checks: limits, socketCap }, memory] = await Promise.all([probeLimits(host), probeMemory(host)]);
  const missing = EXPECTED.filter((name) => !limits.some((check) => check.name === name)).map((name) => ({
    name,
    ok: false,
    detail: 'the probe ended before it was tried',
  }));
  const checks = [...limits, memory, ...missing];
  return { checks, refused: checks.filter((check) => !check.ok), socketCap };
}

function probeSpec(host: EngineHost, command: string[], memory: number): ContainerSpec {
  return {
    role: 'probe',
    slot: `probe-${newSlotId()}`,
    image: 'assay/judge:latest',
    command: ['/usr/local/bin/node', ...command],
    env: {},
    uid: newUid(new Set()),
    memory,
    cpu: PROBE.cpu,
    processes: PROBE.processes,
    openFiles: PROBE.openFiles,
    folders: [{ path: '/tmp', bytes: PROBE.folder, inodes: PROBE.inodes, executable: false }],
    sharedMemory: PROBE.shm,
    networkOf: undefined,
    socketVolume: undefined,
    idleSeconds: PROBE_MS / 1000,
    wallSeconds: PROBE_MS / 1000,
    leaseUntil: Math.ceil(Date.now() / 1000) + (2 * PROBE_MS) / 1000,
    owner: host.owner,
    runtime: host.runtime,
  };
}

async function probeLimits(host: EngineHost): Promise<{ checks: ProbeCheck[]; socketCap: SocketCap }> {
  const spec = probeSpec(host, ['-'], PROBE.memory);
  const want = {
    uid: spec.uid,
    folders: [
      ['/tmp', PROBE.folder, PROBE.inodes],
      ['/dev/shm', PROBE.shm, PROBE.shmInodes],
    ],
    openFiles: PROBE.openFiles,
    processes: PROBE.processes,
    cpu: PROBE.cpu,
    connections: PROBE_CONNECTIONS,
    socketMemory: SOCKET_PROBE_BYTES,
  };
  // The script comes on standard input, so that the cap on socket memory is set before the first line of it runs.
  const said = await run(
    host,
    spec,
    `process.argv[1] = ${JSON.stringify(JSON.stringify(want))};\n${PROBE_SCRIPT}`,
  );
  const checks = said.output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as ProbeCheck);
  let socketCap: SocketCap = 'buffers';
  return {
    checks: checks.map((check) => {
      if (check.name !== 'socket-buffers') return check;
      const found = judgeSockets(JSON.parse(check.detail) as SocketFindings, said.capped);
      socketCap = found.cap ?? socketCap;
      return { name: check.name, ok: found.cap !== undefined, detail: found.detail };
    }),
    socketCap,
  };
}

/** What the probe saw of its own socket buffers, bytes. */
interface SocketFindings {
  /** Most that the kernel held for TCP while the probe filled its connections. */
  readonly most: number;
  readonly connections: number;
  /** What the container's memory was charged for them. */
  readonly charged: number;
}

/** Which of the limits that can bound socket buffers bit. Undefined when none did. */
export function judgeSockets(
  { most, connections, charged }: SocketFindings,
  capped: boolean,
): { cap: SocketCap | undefined; detail: string } {
  const seen = `${String(most)} bytes in the buffers of ${String(connections)} connections`;
  if (capped && most <= SOCKET_PROBE_BYTES * OVERSHOOT)
    return { cap: 'cgroup-v1', detail: `${seen}, capped by the cgroup` };
  if (charged >= most / 2 && most > 0)
    return { cap: 'memory', detail: `${seen}, ${String(charged)} of them charged as memory` };
  if (connections === PROBE_CONNECTIONS && most <= connections * CONNECTION_BYTES) {
    return { cap: 'buffers', detail: `${seen}, capped by the namespace's own buffers` };
  }
  return { cap: undefined, detail: `${seen}, and nothing capped them` };
}

const PROBE_CONNECTIONS = 90;

/** Most that one connection to itself may hold with the namespace's buffers. Measured: 81 KiB at 64 KiB each way. */
const CONNECTION_BYTES = 160 * 1024;

/**
 * How far past its cap the kernel goes: it books by the batch, for each processor. Seen: 1.5 times; without a cap the
 * same connections hold 3.5 times as much.
 */
const OVERSHOOT = 2.4;

/** What the probe's sockets may hold: so little that 90 connections with the namespace's buffers alone would pass it. */
const SOCKET_PROBE_BYTES = 2 * MIB;

async function probeMemory(host: EngineHost): Promise<ProbeCheck> {
  const { output, code } = await run(host, probeSpec(host, ['-'], 128 * MIB), MEMORY_PROBE_SCRIPT);
  return {
    name: 'memory',
    ok: code === 137 && output === '',
    detail: output === '' ? `ended with exit code ${String(code)}` : `${output} at a limit of 128 MiB`,
  };
}

async function run(
  host: EngineHost,
  spec: ContainerSpec,
  script: string,
): Promise<{ output: string; code: number | undefined; capped: boolean }> {
  const container = await SlotContainer.start(host.docker, spec, host.seccompProfile);
  let timer: NodeJS.Timeout | undefined;
  try {
    let output = '';
    container.onStdout = (chunk) => {
      output += chunk.toString('utf8');
    };
    const capped = await capSocketMemory(host.docker, container.id, SOCKET_PROBE_BYTES);
    container.write(Buffer.from(script));
    container.endInput();
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new InfrastructureError(`the probe of the lock-down did not end within ${PROBE_MS / 1000} s`));
      }, PROBE_MS);
    });
    await Promise.race([container.ended, tooLong]);
    const exit = await container.wait();
    return { output, code: exit?.code, capped };
  } finally {
    clearTimeout(timer);
    await container.destroy();
  }
}
