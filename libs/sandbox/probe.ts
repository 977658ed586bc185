import { besideKnocker, PROBE, runProbe, SOCKET_PROBE_BYTES, type ProbeCheck } from './probe-run';
import { weighedFromOutside } from './probe-own-kernel';
import { MEMORY_PROBE_SCRIPT, PROBE_SCRIPT } from './probe-script';
import type { EngineHost } from './host';
import type { SocketCap } from './socket-memory';

const MIB = 1024 ** 2;

export interface ProbeReport {
  readonly checks: readonly ProbeCheck[];
  /** Those that did not bite. Empty where judging is allowed. */
  readonly refused: readonly ProbeCheck[];
  /** What bounds socket buffers here. */
  readonly socketCap: SocketCap;
  /** Whether the runtime that was asked for has a kernel of its own. */
  readonly ownKernel: boolean;
}

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
 * Works the same on cgroup v1, hybrid and v2, since it looks at what bites and not at how. Where another runtime was
 * asked for both are tried: the engine's default, which judge and services have, and that one, whose checks bear its name.
 * @param kernel the host's, as the engine tells it
 * @throws InfrastructureError when the probe can't be run
 */
export async function probeLockdown(host: EngineHost, kernel: string): Promise<ProbeReport> {
  const plain = await probeRuntime({ ...host, runtime: undefined });
  if (host.runtime === undefined) return reportOf(plain.checks, plain.socketCap, false);
  const { name } = host.runtime;
  const ownKernel = await hasOwnKernel(host, kernel);
  const other = await probeRuntime({ ...host, runtime: { name, ownKernel } });
  const named = other.checks.map((check) => ({ ...check, name: `${name}: ${check.name}` }));
  const socketCap = plain.socketCap === other.socketCap ? plain.socketCap : 'buffers';
  return reportOf([...plain.checks, ...named], socketCap, ownKernel);
}

function reportOf(checks: readonly ProbeCheck[], socketCap: SocketCap, ownKernel: boolean): ProbeReport {
  return { checks, refused: checks.filter((check) => !check.ok), socketCap, ownKernel };
}

/** Asks inside which kernel there is. */
async function hasOwnKernel(host: EngineHost, kernel: string): Promise<boolean> {
  const said = await runProbe(host, { command: ['/usr/bin/uname', '-r'] });
  const inside = said.output.trim();
  return said.code === 0 && inside !== '' && inside !== kernel;
}

interface RuntimeProbe {
  readonly checks: ProbeCheck[];
  readonly socketCap: SocketCap;
}

interface LimitsProbe extends RuntimeProbe {
  /** How it ended, where that was before its end. */
  readonly ending: string;
}

async function probeRuntime(host: EngineHost): Promise<RuntimeProbe> {
  const [{ limits, loopback }, memory] = await Promise.all([probeInPlace(host), probeMemory(host)]);
  const missing = EXPECTED.filter((name) => !limits.checks.some((check) => check.name === name)).map(
    (name) => ({ name, ok: false, detail: `the probe ended before it was tried${limits.ending}` }),
  );
  const checks = [...limits.checks, ...loopback, memory, ...missing];
  const weighed = host.runtime?.ownKernel === true ? await weighedFromOutside(host, checks) : checks;
  return { checks: weighed, socketCap: limits.socketCap };
}

/**
 * Tries the limits where a container of this runtime will be: one of another runtime than the judge's in a namespace that
 * is not its own, whose loopback it must share. Without that every submission would seem not to listen.
 */
async function probeInPlace(
  host: EngineHost,
): Promise<{ limits: LimitsProbe; loopback: readonly ProbeCheck[] }> {
  if (host.runtime === undefined) return { limits: await probeLimits(host), loopback: [] };
  const { result, answered } = await besideKnocker(host, (networkOf) => probeLimits(host, networkOf));
  const detail = answered ? 'shared with the default runtime' : 'not shared with the default runtime';
  return { limits: result, loopback: [{ name: 'loopback', ok: answered, detail }] };
}

async function probeLimits(host: EngineHost, networkOf?: string): Promise<LimitsProbe> {
  const want = {
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
  const script = (uid: number): string =>
    `process.argv[1] = ${JSON.stringify(JSON.stringify({ ...want, uid }))};\n${PROBE_SCRIPT}`;
  const said = await runProbe(host, { script, networkOf });
  const checks = said.output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as ProbeCheck);
  let socketCap: SocketCap = 'buffers';
  return {
    checks: checks.map((check) => {
      if (check.name !== 'socket-buffers') return check;
      const seen = JSON.parse(check.detail) as SocketFindings;
      // What the cgroup counted outside stands for what a kernel inside does not tell.
      const most = seen.most ?? (said.capped ? said.socketBytes : null);
      const found = judgeSockets({ ...seen, most }, said.capped);
      socketCap = found.cap ?? socketCap;
      return { name: check.name, ok: found.cap !== undefined, detail: found.detail };
    }),
    socketCap,
    ending: said.code === 0 ? '' : ` (exit code ${String(said.code)}) ${said.errors}`.trimEnd(),
  };
}

/** What the probe saw of its own socket buffers, bytes. */
interface SocketFindings {
  /** Most that the kernel held for TCP while the probe filled its connections. Null where it does not tell. */
  readonly most: number | null;
  readonly connections: number;
  /** What the container's memory was charged for them. */
  readonly charged: number;
}

/** Which of the limits that can bound socket buffers bit. Undefined when none did. */
export function judgeSockets(
  { most, connections, charged }: SocketFindings,
  capped: boolean,
): { cap: SocketCap | undefined; detail: string } {
  if (most === null) return { cap: undefined, detail: 'nobody tells what its sockets hold' };
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

async function probeMemory(host: EngineHost): Promise<ProbeCheck> {
  const { output, code } = await runProbe(host, { memory: 128 * MIB, script: () => MEMORY_PROBE_SCRIPT });
  return {
    name: 'memory',
    ok: code === 137 && output === '',
    detail: output === '' ? `ended with exit code ${String(code)}` : `${output} at a limit of 128 MiB`,
  };
}
