import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Availability, ImageReport, ImageState, Service } from '@assay/contracts';
import type Docker from 'dockerode';
import { z } from 'zod';
import { servicesFor, type LanguageRuntime } from './runtimes';
import type { ServiceDefinition } from './services';

/** On an image: the hash of all that it was made from. */
const RECIPE_LABEL = 'assay.recipe';
const NOBODY_BUILDS = 'its image is not built ("npm start" builds it, or "npx assay images build")';

/** What the builder of images writes down of one: a file of its own, replaced in one motion. */
const stateFileSchema = z.object({
  state: z.enum(['ready', 'building', 'queued', 'off']),
  reason: z.string().optional(),
  /** The process that builds it, by number and birth. */
  by: z.object({ pid: z.int(), birth: z.string().optional() }).optional(),
  /** What the thing says of itself, and in which image it was asked. */
  version: z.string().optional(),
  imageId: z.string().optional(),
});
type StateFile = z.infer<typeof stateFileSchema>;

/** An image that something needs, and what people call it. */
export interface NeededImage {
  readonly name: string;
  readonly title: string;
}

/** `assay/runtime-java:latest` → `runtime-java`. */
export function imageName(tag: string): string {
  return tag.replace(/^assay\/|:.*$/g, '');
}

/** The images without which a challenge with these services can't be judged in a language. */
export function imagesNeeded(
  runtime: LanguageRuntime,
  ofChallenge: readonly Service[],
  services: readonly ServiceDefinition[],
): NeededImage[] {
  return [
    { name: imageName(runtime.image), title: runtime.runtime },
    ...servicesFor(runtime, ofChallenge).map((id) => ({
      name: `service-${id}`,
      title: services.find((service) => service.id === id)?.title ?? id,
    })),
  ];
}

/** The version that a title names, for what does not say its own: `PostgreSQL 17` → `17`. */
export function versionInTitle(title: string): string | null {
  return /\d+(?:\.\d+)*/.exec(title)?.[0] ?? null;
}

/** From best to worst: what needs several images is as ready as the least ready of them. */
const ORDER: readonly ImageState[] = ['ready', 'building', 'queued', 'off'];

/** Whether all that is needed is there, with a sentence for each that is not. */
export function availabilityOf(
  needed: readonly NeededImage[],
  stateOf: (name: string) => { readonly state: ImageState; readonly reason: string | null },
): Availability {
  let state: ImageState = 'ready';
  const sentences: string[] = [];
  for (const { name, title } of needed) {
    const one = stateOf(name);
    if (ORDER.indexOf(one.state) > ORDER.indexOf(state)) state = one.state;
    if (one.state === 'building') sentences.push(`${title} is being prepared.`);
    if (one.state === 'queued') sentences.push(`${title} is going to be prepared.`);
    if (one.state === 'off') sentences.push(`${title} is off: ${withoutDetail(one.reason)}.`);
  }
  return { state, reason: sentences.length === 0 ? null : sentences.join(' ') };
}

/** Candidates are told why, but nothing of hosts and commands: that stands in brackets, for operators. */
function withoutDetail(reason: string | null): string {
  return (reason ?? 'its image could not be built').replace(/ \(.*$/s, '');
}

/**
 * Where the image of every runtime and service stands: what the engine has, and what its builder says.
 * @param stateDir the installation's `.assay` folder
 * @param names such as `runtime-java`
 * @throws what the engine answers when it does not answer well
 */
export async function readImageReports(
  docker: Docker,
  stateDir: string,
  names: readonly string[],
): Promise<ImageReport[]> {
  const [images, files] = await Promise.all([
    docker.listImages({ filters: { label: [RECIPE_LABEL] } }),
    readStateFiles(path.join(stateDir, 'images')),
  ]);
  return names.map((name) => {
    const image = images.find((one) => one.RepoTags?.includes(`assay/${name}:latest`) === true);
    const file = files.get(name);
    return {
      name,
      ...stateOf(image !== undefined, file),
      version: (image !== undefined && file?.imageId === image.Id ? file.version : undefined) ?? null,
      bytes: image?.Size ?? null,
      builtAt: image === undefined ? null : new Date(image.Created * 1000).toISOString(),
    };
  });
}

/**
 * An image that is there counts as ready, unless its builder is at another one in its place, or could not make that:
 * verdicts of an image that is not what its recipe says would be doubtful.
 */
export function stateOf(
  exists: boolean,
  file: StateFile | undefined,
  alive: (by: NonNullable<StateFile['by']>) => boolean = isAlive,
): { state: ImageState; reason: string | null } {
  if (file?.state === 'off') return { state: 'off', reason: file.reason ?? 'its image could not be built' };
  const atWork = file?.state === 'building' || file?.state === 'queued';
  if (atWork && file.by !== undefined && alive(file.by)) return { state: file.state, reason: null };
  return exists ? { state: 'ready', reason: null } : { state: 'off', reason: NOBODY_BUILDS };
}

async function readStateFiles(folder: string): Promise<Map<string, StateFile>> {
  const names = await readdir(folder).catch(() => []);
  const found = new Map<string, StateFile>();
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => '{}');
    const parsed = stateFileSchema.safeParse(json(text));
    if (parsed.success) found.set(name.slice(0, -'.json'.length), parsed.data);
  }
  return found;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not the builder's: as if it were not there.
    return undefined;
  }
}

/** Whether the builder's process still is the one that wrote: its number alone may have been given to another since. */
function isAlive({ pid, birth }: NonNullable<StateFile['by']>): boolean {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return birth === `${boot}:${started}`;
  } catch {
    // No such process.
    return false;
  }
}
