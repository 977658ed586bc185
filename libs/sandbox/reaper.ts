import type Docker from 'dockerode';
import { isGone } from './engine';
import { LABELS } from './labels';
import { ownerIsDead } from './owner';

function expired(labels: Record<string, string>): boolean {
  const lease = Number(labels[LABELS.lease]);
  return !Number.isFinite(lease) || lease < Date.now() / 1000 || ownerIsDead(labels[LABELS.owner] ?? '');
}

/**
 * Destroys containers and volumes of slots whose owner is dead or whose lease is over. Called when a worker or the
 * CLI starts and by the reconciler.
 * @returns how many containers were destroyed
 */
export async function reap(docker: Docker): Promise<number> {
  const containers = await docker.listContainers({ all: true, filters: { label: [LABELS.slot] } });
  const dead = containers.filter((container) => expired(container.Labels));
  // Subjects go before the judge that owns their network.
  dead.sort(
    (a, b) => (a.Labels[LABELS.role] === 'judge' ? 1 : 0) - (b.Labels[LABELS.role] === 'judge' ? 1 : 0),
  );
  for (const container of dead) {
    await docker
      .getContainer(container.Id)
      .remove({ force: true, v: true })
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
  }
  const { Volumes } = (await docker.listVolumes({
    filters: JSON.stringify({ label: [LABELS.slot] }) as never,
  })) as {
    Volumes: { Name: string; Labels: Record<string, string> | null }[] | null;
  };
  for (const volume of (Volumes ?? []).filter((candidate) => expired(candidate.Labels ?? {}))) {
    await docker
      .getVolume(volume.Name)
      .remove()
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
  }
  return dead.length;
}
