// What a stopped or killed worker may have left on the engine: the containers and volumes of its slots.
import { isOrphan, OWNER } from './owner.mjs';

/** As libs/sandbox labels them. */
const SLOT = 'assay.slot';

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
