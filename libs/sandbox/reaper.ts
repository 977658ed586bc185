import type Docker from 'dockerode';
import { isGone } from './engine';
import { LABELS } from './labels';
import { isLeftOver, ownerIsDead } from './owner';

function expired(labels: Record<string, string>): boolean {
  const lease = Number(labels[LABELS.lease]);
  const owner = labels[LABELS.owner] ?? '';
  if (!Number.isFinite(lease) || lease < Date.now() / 1000) return true;
  return ownerIsDead(owner) || isLeftOver(owner, labels[LABELS.slot] ?? '');
}

/**
 * Destroys containers and volumes of slots whose owner is dead or done with them, or whose lease is over. Called when a
 * worker or the CLI starts and by the reconciler.
 * @returns how many containers were destroyed
 * @throws what the engine said of the first that it did not remove; the others are gone by then
 */
export async function reap(docker: Docker): Promise<number> {
  const containers = await docker.listContainers({ all: true, filters: { label: [LABELS.slot] } });
  const dead = containers.filter((container) => expired(container.Labels));
  // Subjects go before the judge that owns their network.
  dead.sort(
    (a, b) => (a.Labels[LABELS.role] === 'judge' ? 1 : 0) - (b.Labels[LABELS.role] === 'judge' ? 1 : 0),
  );
  const refused: unknown[] = [];
  const note = (error: unknown): void => {
    if (!isGone(error)) refused.push(error);
  };
  for (const container of dead)
    await docker.getContainer(container.Id).remove({ force: true, v: true }).catch(note);
  const { Volumes } = (await docker.listVolumes({
    filters: JSON.stringify({ label: [LABELS.slot] }) as never,
  })) as {
    Volumes: { Name: string; Labels: Record<string, string> | null }[] | null;
  };
  for (const volume of (Volumes ?? []).filter((candidate) => expired(candidate.Labels ?? {})))
    await docker.getVolume(volume.Name).remove().catch(note);
  if (refused.length > 0) throw refused[0];
  return dead.length;
}
