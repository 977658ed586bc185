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

/** Slots of this process that are not over yet. */
const current = new Set<string>();

/** An id for a slot of this process, which counts as current until `slotIsOver`. */
export function newSlotId(prefix = ''): string {
  const id = prefix + randomBytes(8).toString('hex');
  current.add(id);
  return id;
}

/** Says that nobody here needs a slot any more. What is left of it is anybody's to destroy. */
export function slotIsOver(id: string): void {
  current.delete(id);
}

/** Whether this process made a slot and is done with it: an engine that was away may have kept its containers. */
export function isLeftOver(owner: string, slot: string): boolean {
  return owner === thisOwner() && !current.has(slot);
}

/** Letters and digits, so that it is safe in an address, a shell word and an SQL text. 43 characters, 172 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('hex').slice(0, 43);
}

/** Where the user ids of slots' containers begin: far above those of a host. */
export const FIRST_UID = 1_000_000;
/** The highest that one may get. */
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
