// Whose a container on the engine is, as libs/sandbox/owner.ts says it: here nothing may be compiled yet.
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { birthOf } from './processes.mjs';

export const OWNER = 'assay.owner';

/**
 * Whether the process that made a container is gone: `namespace|pid|start time in ticks`, as libs/sandbox writes it. Of a
 * process elsewhere (another host, another process namespace) nothing is known: it counts as alive.
 */
export function isOrphan(owner = '', here = thisNamespace(), birth = birthOf) {
  const [where, pid, started] = owner.split('|');
  if (where !== here || !pid) return false;
  return birth(Number(pid))?.split(':')[1] !== started;
}

/** This process as an owner. */
export function thisOwner() {
  return `${thisNamespace()}|${process.pid}|${birthOf(process.pid)?.split(':')[1]}`;
}

function thisNamespace() {
  return `${hostname()}/${readlinkSync('/proc/self/ns/pid')}`;
}
