// Builds the images of sandbox/: each folder with a Dockerfile, in the order in which they stand on one another, and
// only those whose recipe has changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { hashSources } from './application.mjs';
import { RECIPE_LABEL, buildImage, contextScript, isNoPart } from './image-build.mjs';
import { ROOTFS, ensureRootfs } from './rootfs.mjs';
import { fromRoot, readState, root, writeState } from './state.mjs';
import { StepError, interruption } from './steps.mjs';

const FAILED = 'build/failed-images.json';
/** A language whose registry did not answer is not tried again at every start, which would make each start slow. */
const RETRY_AFTER_MS = 3_600_000;
const PARALLEL_BUILDS = 2;
/** Without these nothing can be judged; another image that fails costs its own languages only. */
const REQUIRED = new Set(['assay/base:trixie', 'assay/judge:latest']);

/** The tag of a folder below sandbox/: runtimes/node → assay/runtime-node:latest. */
export function tagOf(folder) {
  if (folder === 'base') return 'assay/base:trixie';
  return `assay/${folder.replace(/^(runtime|service)s\//, '$1-').replaceAll('/', '-')}:latest`;
}

/** The images that a Dockerfile stands on, stages of its own left out. */
export function parentsOf(dockerfile) {
  const parents = new Set();
  const stages = new Set();
  for (const [, image, , stage] of dockerfile.matchAll(/^\s*FROM\s+(\S+)(\s+AS\s+(\S+))?/gim)) {
    if (!stages.has(image)) parents.add(image);
    if (stage) stages.add(stage);
  }
  for (const [, source] of dockerfile.matchAll(/^\s*COPY\s+.*--from=(\S+)/gim)) {
    if (!stages.has(source) && !/^\d+$/.test(source)) parents.add(source);
  }
  return [...parents];
}

/**
 * The folders below sandbox/ that make images, parents before children.
 * @returns {{ folder: string, tag: string, parents: string[] }[]}
 */
export function findImages(sandbox = path.join(root, 'sandbox')) {
  const found = [];
  const walk = (folder) => {
    const dockerfile = path.join(sandbox, folder, 'Dockerfile');
    if (existsSync(dockerfile)) {
      found.push({ folder, tag: tagOf(folder), parents: parentsOf(readFileSync(dockerfile, 'utf8')) });
      return;
    }
    for (const entry of readdirSync(path.join(sandbox, folder), { withFileTypes: true })) {
      if (entry.isDirectory()) walk(path.join(folder, entry.name));
    }
  };
  walk('');
  return inOrder(found);
}

function inOrder(images) {
  const waiting = [...images].sort((a, b) => a.folder.localeCompare(b.folder));
  const ordered = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((image) => !waiting.some((other) => image.parents.includes(other.tag)));
    if (next < 0)
      throw new Error(
        `These images stand on one another in a circle: ${waiting.map((i) => i.tag).join(', ')}`,
      );
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

/** Folds every file of a folder (name, executable or not, bytes) into the hash. */
function hashFolder(hash, folder) {
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    const file = path.join(folder, name);
    const stat = statSync(file);
    if (!stat.isFile() || isNoPart(name)) continue;
    hash.update(`${name}\0${stat.mode & 0o100 ? 'x' : '-'}\0${stat.size}\0`).update(readFileSync(file));
  }
}

/** What an image is made from, as a hash: its folder, what context.mjs names besides, and its parents' recipes. */
async function recipeOf(image, recipes) {
  const hash = createHash('sha256');
  hashFolder(hash, path.join(root, 'sandbox', image.folder));
  const { inputs = [], fingerprint } = await contextScript(image.folder);
  if (inputs.length > 0) hash.update(hashSources(inputs));
  if (fingerprint) hash.update(String(await fingerprint(root)));
  for (const parent of image.parents) hash.update(`${parent}=${recipes.get(parent) ?? ''}\0`);
  return hash.digest('hex');
}

/**
 * Builds what is missing or has changed.
 * @param {import('./steps.mjs').Steps} steps
 * @param {import('./engine-api.mjs').Engine} engine
 * @param {{ required?: string[], retry?: boolean }} options required: further tags without which to give up;
 *   retry: try again at once what failed in the last hour
 * @returns {Promise<{ built: string[], unavailable: { tag: string, reason: string }[] }>}
 * @throws {StepError} when a required image can't be built
 */
export async function ensureImages(steps, engine, { required = [], retry = false } = {}) {
  const needed = new Set([...REQUIRED, ...required]);
  const images = findImages();
  const have = await existingRecipes(engine);
  const recipes = new Map([[ROOTFS, await ensureRootfs(steps, engine)]]);
  for (const image of images) recipes.set(image.tag, await recipeOf(image, recipes));
  const failures = readState(FAILED) ?? {};
  const unavailable = new Map();
  const built = [];

  const ensure = async (image) => {
    const recipe = recipes.get(image.tag);
    if (have.get(image.tag)?.recipe === recipe) return;
    const lost = image.parents.find((parent) => unavailable.has(parent));
    const before = failures[image.tag];
    const fresh = before?.recipe === recipe && Date.now() - Date.parse(before.at) < RETRY_AFTER_MS;
    if (lost) unavailable.set(image.tag, `it stands on ${lost}`);
    else if (fresh && !retry && !needed.has(image.tag)) unavailable.set(image.tag, before.reason);
    else {
      const reason = await buildInStep(steps, engine, image, recipe, needed.has(image.tag));
      if (reason) {
        unavailable.set(image.tag, reason);
        failures[image.tag] = { recipe, reason, at: new Date().toISOString() };
      } else {
        built.push(image.tag);
        failures[image.tag] = undefined;
        await dropReplaced(engine, have.get(image.tag)?.id);
      }
      writeState(FAILED, failures);
    }
  };
  await inDependencyOrder(images, ensure);
  return { built, unavailable: [...unavailable].map(([tag, reason]) => ({ tag, reason })) };
}

/**
 * Does the work for each image once it is done for those that the image stands on; two at a time, since while one
 * waits for the network another can unpack.
 * @param {{ tag: string, parents: string[] }[]} images parents before children
 * @throws the first failure, when all that was begun has ended; what stands on a failed image is not begun
 */
export async function inDependencyOrder(images, work) {
  const jobs = new Map();
  const free = new Semaphore(PARALLEL_BUILDS);
  for (const image of images) {
    const parents = image.parents.map((parent) => jobs.get(parent));
    jobs.set(
      image.tag,
      Promise.all(parents).then(() => free.use(() => work(image))),
    );
  }
  const outcomes = await Promise.allSettled(jobs.values());
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}

/** Lets a few in at a time. */
class Semaphore {
  constructor(places) {
    this.places = places;
    this.queue = [];
  }

  async use(work) {
    if (this.places === 0) await new Promise((resolve) => this.queue.push(resolve));
    else this.places -= 1;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.places += 1;
    }
  }
}

/** One question to the engine tells which recipes are there. */
async function existingRecipes(engine) {
  const found = await engine.call('GET', '/images/json', { query: { filters: { label: [RECIPE_LABEL] } } });
  const recipes = new Map();
  for (const image of found) {
    for (const tag of image.RepoTags ?? [])
      recipes.set(tag, { recipe: image.Labels[RECIPE_LABEL], id: image.Id });
  }
  return recipes;
}

/** @returns {Promise<string | undefined>} why the image could not be built, where it is not a required one */
async function buildInStep(steps, engine, image, recipe, isRequired) {
  const name = image.tag.replace(/^assay\/|:.*$/g, '');
  let reason;
  await steps.run(`image-${name}`, `Image ${name}`, async (step) => {
    try {
      await buildImage(engine, image, recipe, step);
      return 'built';
    } catch (error) {
      if (interruption.signal.aborted) throw error;
      step.write(`\n${error.message}\n`);
      if (isRequired) {
        steps.halt();
        throw new StepError(`The image ${image.tag} could not be built: ${error.message}`, {
          advice: `See what failed above. Debian's packages come from this machine's own mirror, or from the one in ASSAY_DEBIAN_MIRROR.`,
          cause: error,
        });
      }
      reason = `${error.message.split('\n').at(-1).slice(0, 200)} (${fromRoot(step.log)})`;
      return { outcome: 'not available', limping: true };
    }
  });
  return reason;
}

/** The image that a new one has replaced would stay as an unnamed leftover. */
async function dropReplaced(engine, id) {
  if (!id) return;
  try {
    await engine.call('DELETE', `/images/${id}`);
  } catch (error) {
    // 404: it went with the build; 409: a container or another image still stands on it
    if (error.status !== 404 && error.status !== 409) throw error;
  }
}
