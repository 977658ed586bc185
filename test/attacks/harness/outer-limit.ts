import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const NAME = 'assay-attacks-outer';
const MIB = 1024 ** 2;

/** What all containers of a mutated judging may use together, so that a defence's absence harms nothing. */
const MOST = { processes: 600, memory: 1_536 * MIB };

/** Files of a cgroup and what is written there, by the hierarchy's folder. */
function limits(): Record<string, Record<string, number>> {
  const root = '/sys/fs/cgroup';
  if (existsSync(path.join(root, 'cgroup.controllers')))
    return { [root]: { 'pids.max': MOST.processes, 'memory.max': MOST.memory } };
  return {
    [path.join(root, 'pids')]: { 'pids.max': MOST.processes },
    [path.join(root, 'memory')]: { 'memory.limit_in_bytes': MOST.memory },
  };
}

/** A cgroup around containers whose own limits were taken away. */
export class OuterLimit {
  /** As the engine's `CgroupParent` takes it. */
  readonly parent = `/${NAME}`;

  constructor() {
    for (const [folder, files] of Object.entries(limits())) {
      mkdirSync(path.join(folder, NAME), { recursive: true });
      for (const [file, most] of Object.entries(files))
        writeFileSync(path.join(folder, NAME, file), String(most));
    }
  }

  close(): void {
    for (const folder of Object.keys(limits())) rmdirSync(path.join(folder, NAME));
  }
}
