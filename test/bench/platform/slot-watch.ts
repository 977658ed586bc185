import { setTimeout as sleep } from 'node:timers/promises';
import { LABELS } from '@assay/sandbox';
import type Docker from 'dockerode';

/** Longest wait for a slot. Past it the measurement goes on, and its phases show that no slot was warm. */
const PATIENCE_MS = 60_000;

/** Between two looks at what the slots' processes have used. */
const LOOK_MS = 150;

/** What waiting containers use of that: PostgreSQL's timers and no more. */
const IDLE_NS = 6e6;

/** What one container of a slot looks like from outside. */
export interface SlotShape {
  readonly subjectImage: string;
  readonly serviceImage: string | undefined;
  readonly instances: number;
}

/**
 * Sees from outside, through the engine alone, whether a prepared slot waits and all slots are at rest: a candidate
 * submits seconds after the last time, and the pool has prepared the next slot by then.
 */
export async function untilSlotWaits(docker: Docker, shape: SlotShape): Promise<void> {
  const images = {
    subject: (await docker.getImage(shape.subjectImage).inspect()).Id,
    service: shape.serviceImage === undefined ? undefined : (await docker.getImage(shape.serviceImage).inspect()).Id,
  };
  const until = Date.now() + PATIENCE_MS;
  let before = await look(docker);
  while (Date.now() < until) {
    await sleep(LOOK_MS);
    const now = await look(docker);
    if (atRest(before, now) && complete(now, images, shape.instances)) return;
    before = now;
  }
}

interface Seen {
  readonly id: string;
  readonly slot: string;
  readonly role: string;
  readonly imageId: string;
  readonly running: boolean;
  /** Processor time so far, nanoseconds. */
  readonly usedNs: number;
}

async function look(docker: Docker): Promise<Seen[]> {
  const containers = await docker.listContainers({ all: true, filters: { label: [LABELS.slot] } });
  return Promise.all(
    containers.map(async ({ Id, ImageID, Labels, State }) => ({
      id: Id,
      slot: Labels[LABELS.slot] ?? '',
      role: Labels[LABELS.role] ?? '',
      imageId: ImageID,
      running: State === 'running',
      usedNs: State === 'running' ? await usedBy(docker, Id) : 0,
    })),
  );
}

async function usedBy(docker: Docker, id: string): Promise<number> {
  try {
    const stats = await docker.getContainer(id).stats({ stream: false, 'one-shot': true });
    return stats.cpu_stats.cpu_usage.total_usage;
  } catch {
    // Gone since it was listed: the next look sees another set of containers.
    return Number.NaN;
  }
}

function atRest(before: readonly Seen[], now: readonly Seen[]): boolean {
  if (before.length !== now.length) return false;
  const used = new Map(before.map((container) => [container.id, container.usedNs]));
  // A container that was not there before gives NaN, which is below nothing.
  return now.every((container) => container.running && container.usedNs - (used.get(container.id) ?? Number.NaN) < IDLE_NS);
}

function complete(
  now: readonly Seen[],
  images: { readonly subject: string; readonly service: string | undefined },
  instances: number,
): boolean {
  const slots = new Set(now.map((container) => container.slot));
  return [...slots].some((slot) => {
    const parts = now.filter((container) => container.slot === slot);
    const subjects = parts.filter((part) => part.role === 'subject' && part.imageId === images.subject);
    const services = parts.filter((part) => part.role === 'service' && part.imageId === images.service);
    return subjects.length === instances && services.length === (images.service === undefined ? 0 : 1);
  });
}
