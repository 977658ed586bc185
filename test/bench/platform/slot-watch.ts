import { readdir, readFile } from 'node:fs/promises';
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
export async function untilSlotWaits(docker: Docker, shape: SlotShape, workerPid: number): Promise<void> {
  const images = {
    subject: (await docker.getImage(shape.subjectImage).inspect()).Id,
    service:
      shape.serviceImage === undefined ? undefined : (await docker.getImage(shape.serviceImage).inspect()).Id,
  };
  const until = Date.now() + PATIENCE_MS;
  let before = await look(docker, workerPid);
  while (Date.now() < until) {
    await sleep(LOOK_MS);
    const now = await look(docker, workerPid);
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

async function look(docker: Docker, workerPid: number): Promise<Seen[]> {
  const containers = await docker.listContainers({ all: true, filters: { label: [LABELS.slot] } });
  // An owner is written as namespace, process and its start time. Slots of others are none of ours.
  const ours = containers.filter(({ Labels }) => Labels[LABELS.owner]?.split('|')[1] === String(workerPid));
  return Promise.all(
    ours.map(async ({ Id, ImageID, Labels, State }) => ({
      id: Id,
      slot: Labels[LABELS.slot] ?? '',
      role: Labels[LABELS.role] ?? '',
      imageId: ImageID,
      running: State === 'running',
      usedNs: State === 'running' ? await usedBy(docker, Id) : 0,
    })),
  );
}

/**
 * What a container's processes have used, by the kernel's books: the engine's own statistics take a second to come. The
 * plain side runs on the engine's machine, so its processes can be seen from here.
 */
async function usedBy(docker: Docker, id: string): Promise<number> {
  try {
    const { State } = await docker.getContainer(id).inspect();
    return await usedByTree(State.Pid);
  } catch {
    // Gone since it was listed: the next look sees another set of containers.
    return Number.NaN;
  }
}

/** Nanoseconds of a process, its threads and its descendants. */
async function usedByTree(pid: number): Promise<number> {
  let used = 0;
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const books = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8');
    used += Number(books.split(' ')[0]);
    const children = await readFile(`/proc/${pid}/task/${thread}/children`, 'utf8');
    for (const child of children.split(' ').filter((one) => one.trim() !== ''))
      used += await usedByTree(Number(child));
  }
  return used;
}

function atRest(before: readonly Seen[], now: readonly Seen[]): boolean {
  if (before.length !== now.length) return false;
  const used = new Map(before.map((container) => [container.id, container.usedNs]));
  // A container that was not there before gives NaN, which is below nothing.
  return now.every(
    (container) => container.running && container.usedNs - (used.get(container.id) ?? Number.NaN) < IDLE_NS,
  );
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
