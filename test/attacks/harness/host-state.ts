import { readdirSync, readFileSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import os from 'node:os';
import { FIRST_UID } from '../../../libs/sandbox/owner';
import { engine } from '../../support/sandbox';

const MIB = 1024 ** 2;

/** What must be on the host after an attack as it was before. */
export interface HostState {
  /** Processes, without kernel threads, those of slots that there are, and what the engine runs them with. */
  readonly processes: number;
  /** Bytes that programs can still have, and those that slots use: some are prepared meanwhile. */
  readonly memory: number;
  /** Free bytes where the engine keeps its data. */
  readonly disk: number;
  /** Names of networks, kernel settings, System V objects, slots' files in /dev/shm. */
  readonly exact: Readonly<Record<string, string>>;
}

/** What the host's own work moves meanwhile: slots that are taken down, caches, logs. */
const SLACK = { processes: 40, memory: 768 * MIB, disk: 256 * MIB };

/** Programs with which the engine makes, holds and removes containers, by the names that the kernel has of them. */
const ENGINE = /^(containerd-shim|runc|exe|dockerd|docker-untar|unpigz)/;

/** Kernel settings that an escape would change first. */
const SETTINGS = [
  'kernel/core_pattern',
  'kernel/modprobe',
  'kernel/hostname',
  'kernel/sysrq',
  'kernel/panic',
];

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The processes of the host, and of those of slots the memory that nobody else has. */
function processes(): { others: number; slotsMemory: number } {
  let others = 0;
  let slotsMemory = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const status = read(`/proc/${pid}/status`);
    if (Number(/^Uid:\s+(\d+)/m.exec(status)?.[1] ?? 0) >= FIRST_UID) {
      for (const [, size] of status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB/gm))
        slotsMemory += Number(size) * 1024;
    } else if (
      !ENGINE.test(/^Name:\s+(.*)/m.exec(status)?.[1] ?? '') &&
      read(`/proc/${pid}/cmdline`) !== ''
    ) {
      others += 1;
    }
  }
  return { others, slotsMemory };
}

/** Files in the host's /dev/shm that belong to a container of a slot, by their users' ids. */
function sharedFilesOfSlots(): string {
  return readdirSync('/dev/shm')
    .filter((name) => (statSync(`/dev/shm/${name}`, { throwIfNoEntry: false })?.uid ?? 0) >= FIRST_UID)
    .toSorted()
    .join(' ');
}

export async function hostState(): Promise<HostState> {
  const { DockerRootDir } = (await engine.info()) as { DockerRootDir: string };
  const { bavail, bsize } = await statfs(DockerRootDir).catch(() => statfs('/'));
  const networks = await engine.listNetworks();
  const available = /MemAvailable:\s+(\d+)/.exec(read('/proc/meminfo'))?.[1];
  const { others, slotsMemory } = processes();
  return {
    processes: others,
    memory: (available === undefined ? os.freemem() : Number(available) * 1024) + slotsMemory,
    disk: bavail * bsize,
    exact: {
      networks: networks
        .map(({ Name }) => Name)
        .toSorted()
        .join(' '),
      'System V objects': ['msg', 'sem', 'shm']
        .map((kind) => read(`/proc/sysvipc/${kind}`).split('\n').length)
        .join(' '),
      '/dev/shm': sharedFilesOfSlots(),
      ...Object.fromEntries(SETTINGS.map((name) => [name, read(`/proc/sys/${name}`)])),
    },
  };
}

/** What is otherwise than it was, in words; empty where nothing is. */
export function changesOf(before: HostState, after: HostState): string[] {
  const changes: string[] = [];
  if (after.processes > before.processes + SLACK.processes)
    changes.push(`${before.processes} processes became ${after.processes}`);
  for (const what of ['memory', 'disk'] as const) {
    const lost = before[what] - after[what];
    if (lost > SLACK[what]) changes.push(`${Math.round(lost / MIB)} MiB of ${what} are gone`);
  }
  for (const [what, was] of Object.entries(before.exact)) {
    const is = after.exact[what];
    if (is !== was) changes.push(`${what} was ${JSON.stringify(was)} and is ${JSON.stringify(is)}`);
  }
  return changes;
}

/** The same, with time for what is being taken down: only what stays is a change. Milliseconds. */
export async function lastingChanges(before: HostState, patience = 8_000): Promise<string[]> {
  const until = Date.now() + patience;
  for (;;) {
    const changes = changesOf(before, await hostState());
    if (changes.length === 0 || Date.now() > until) return changes;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Processes on the host that run under one of these user ids. */
export function processesOf(uids: ReadonlySet<number>): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => uids.has(Number(/^Uid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1])))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
}
