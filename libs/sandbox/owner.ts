import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Process start time in clock ticks since boot: with the pid it names a process for good. Undefined when it is gone. */
function startTime(pid: number | 'self'): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name is in parentheses and may hold anything; the fields are counted after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function processNamespace(): string {
  try {
    return `${hostname()}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** Names this process as the owner of containers. */
export function thisOwner(): string {
  return [processNamespace(), String(process.pid), startTime('self') ?? ''].join('|');
}

/**
 * Whether the process that made a container is known to be gone. One that lives elsewhere (another host or another
 * process namespace) can't be seen from here: then only the lease counts.
 */
export function ownerIsDead(owner: string): boolean {
  const [where, pid, started] = owner.split('|');
  if (where !== processNamespace() || pid === undefined) return false;
  const now = startTime(Number(pid));
  return now === undefined || now !== started;
}

export function newSlotId(): string {
  return randomBytes(8).toString('hex');
}

/** Letters and digits, so that it is safe in an address, a shell word and an SQL text. 43 characters, 172 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('hex').slice(0, 43);
}

const FIRST_UID = 1_000_000;
/** The highest user id that a container may get. */
export const LAST_UID = 2_000_000_000;

/**
 * A user id that no other container has: drawn from two thousand million, so that two supervisors need not agree.
 * With one of its own, limits that the kernel counts by user (inotify, processes, pending signals) and
 * SO_REUSEPORT can't be used against a neighbour.
 */
export function newUid(taken: ReadonlySet<number>): number {
  for (;;) {
    const uid = randomInt(FIRST_UID, LAST_UID);
    if (!taken.has(uid)) return uid;
  }
}
