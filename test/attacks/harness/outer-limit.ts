import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = '/sys/fs/cgroup';
const NAME = 'assay-attacks-outer';
const MIB = 1024 ** 2;

/** What all containers of a mutated judging may use together, so that a defence's absence harms nothing. */
const MOST = { processes: 600, memory: 1_536 * MIB };

/** Files of a cgroup and what is written there, by the hierarchy's folder. */
function limits(): Record<string, Record<string, number>> {
  if (existsSync(path.join(ROOT, 'cgroup.controllers')))
    return { [ROOT]: { 'pids.max': MOST.processes, 'memory.max': MOST.memory } };
  return {
    [path.join(ROOT, 'pids')]: { 'pids.max': MOST.processes },
    [path.join(ROOT, 'memory')]: { 'memory.limit_in_bytes': MOST.memory },
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
    // The engine makes it in every hierarchy that there is.
    const hierarchies = readdirSync(ROOT).map((name) => path.join(ROOT, name, NAME));
    for (const folder of [path.join(ROOT, NAME), ...hierarchies]) if (existsSync(folder)) rmdirSync(folder);
  }
}
