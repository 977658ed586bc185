// What a stopped or killed worker may have left on the engine: the containers and volumes of its slots.
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { birthOf } from './processes.mjs';

/** As libs/sandbox labels them. */
const SLOT = 'assay.slot';
const OWNER = 'assay.owner';

/**
 * Whether the process that made a slot is gone: `namespace|pid|start time in ticks`, as libs/sandbox writes it. Of a
 * process elsewhere (another host, another process namespace) nothing is known: it counts as alive.
 */
export function isOrphan(owner = '', here = thisNamespace(), birth = birthOf) {
  const [where, pid, started] = owner.split('|');
  if (where !== here || !pid) return false;
  return birth(Number(pid))?.split(':')[1] !== started;
}

function thisNamespace() {
  return `${hostname()}/${readlinkSync('/proc/self/ns/pid')}`;
}

/**
 * Removes every slot whose owner is gone: nobody judges in it any more. The worker does so too, when it starts; after
 * the last one has been stopped, nobody else would.
 * @param {import('./engine-api.mjs').Engine} engine
 * @returns {Promise<number>} how many containers there were
 */
export async function removeOrphanedSlots(engine) {
  const options = { interruptible: false };
  const containers = await engine.containers([SLOT], options);
  const orphans = containers.filter((container) => isOrphan(container.Labels[OWNER]));
  await Promise.all(orphans.map((container) => engine.removeContainer(container.Id, options)));
  const query = { filters: { label: [SLOT] } };
  const { Volumes: volumes } = await engine.call('GET', '/volumes', { query, ...options });
  for (const volume of (volumes ?? []).filter((each) => isOrphan(each.Labels?.[OWNER]))) {
    await engine.call('DELETE', `/volumes/${volume.Name}`, { query: { force: true }, ...options });
  }
  return orphans.length;
}
