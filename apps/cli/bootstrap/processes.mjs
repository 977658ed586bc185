// Processes are told apart by pid AND start time: a pid alone may have been given to somebody else since.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareState, readState, stateDir, writeState } from './state.mjs';

/**
 * What tells a process from every other that ever had its pid.
 * @returns {string | undefined} boot id and start time in clock ticks; undefined when there is no such process
 */
export function birthOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces; after it, field 3 is the state and field 22 the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${fields[19]}`;
  } catch {
    return undefined; // the process is gone
  }
}

/** A record by which `isAlive` and `endProcess` find exactly this process again. */
export function identify(pid) {
  return { pid, birth: birthOf(pid) };
}

export function isAlive(record) {
  return record?.birth !== undefined && birthOf(record.pid) === record.birth;
}

/**
 * Ends one process: SIGTERM, then SIGKILL after `graceMs`.
 * @returns {Promise<boolean>} true when it is gone
 */
export async function endProcess(
  record,
  graceMs = 10_000,
  kill = (pid, signal) => process.kill(pid, signal),
) {
  for (const [signal, patienceMs] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', 3_000],
  ]) {
    if (!isAlive(record)) return true;
    try {
      await kill(record.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
    const until = Date.now() + patienceMs;
    while (isAlive(record) && Date.now() < until) await sleep(50);
  }
  return !isAlive(record);
}

/**
 * Takes a lock that a dead holder can't keep.
 * @returns {{ release: () => void } | { holder: { pid: number } }}
 */
export function takeLock(name) {
  prepareState();
  const file = path.join(stateDir, `${name}.lock`);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identify(process.pid)));
  try {
    for (;;) {
      try {
        linkSync(draft, file); // fails when the lock exists; its content is complete from the first moment
        return { release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = readLock(file);
      if (isAlive(holder)) return { holder };
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // released meanwhile, or unreadable: nobody's
  }
}

/**
 * Waits for the lock: set-up steps of two commands in one checkout come one after the other.
 * @throws the signal's reason when it aborts meanwhile
 */
export async function waitForLock(name, onWait, signal) {
  for (let waited = false; ; waited = true) {
    signal?.throwIfAborted();
    const lock = takeLock(name);
    if ('release' in lock) return lock;
    if (!waited) onWait?.(lock.holder);
    await sleep(250);
  }
}

/** Remembers a process that must not outlive us, so that the next start can end it if we are killed hard. */
export function remember(name, pid) {
  writeState('processes.json', { ...readState('processes.json'), [name]: identify(pid) });
}

export function forget(name) {
  const { [name]: _gone, ...rest } = readState('processes.json') ?? {};
  writeState('processes.json', rest);
}

/** Ends what an earlier run left behind. @returns {Promise<string[]>} the names of the processes it ended */
export async function endLeftovers() {
  const ended = [];
  for (const [name, record] of Object.entries(readState('processes.json') ?? {})) {
    if (isAlive(record)) {
      await endProcess(record);
      ended.push(name);
    }
  }
  writeState('processes.json', {});
  return ended;
}
