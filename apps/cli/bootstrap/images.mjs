// Builds the images of sandbox/, each only when its recipe has changed, and writes down where each stands.
import { RECIPE_LABEL, buildImage } from './image-build.mjs';
import { findImages, recipesOf, withParents } from './image-recipes.mjs';
import { isAtWork, readImageState, reasonOf, writeImageState } from './image-states.mjs';
import { waitForLock } from './processes.mjs';
import { ROOTFS, ensureRootfs } from './rootfs.mjs';
import { fromRoot } from './state.mjs';
import { StepError, interruption } from './steps.mjs';

/** A language whose registry did not answer is not tried again at every start, which would make each start slow. */
export const RETRY_AFTER_MS = 3_600_000;
const PARALLEL_BUILDS = 2;
/** Without these nothing can be judged; another image that fails costs its own languages only. */
const REQUIRED = ['assay/base:trixie', 'assay/judge:latest'];

/** All images, what each is made from, and which of them the engine has. */
export class ImageBuilder {
  #failed = new Map();

  /** @private use `ImageBuilder.open` */
  constructor(steps, engine, images, recipes, have) {
    Object.assign(this, { steps, engine, images, recipes, have });
  }

  /** @param {import('./steps.mjs').Steps} steps @param {import('./engine-api.mjs').Engine} engine */
  static async open(steps, engine) {
    const images = findImages();
    const rootfs = await ensureRootfs(steps, engine);
    const recipes = await recipesOf(images, new Map([[ROOTFS, rootfs]]));
    return new ImageBuilder(steps, engine, images, recipes, await existingRecipes(engine));
  }

  get tags() {
    return this.images.map(({ tag }) => tag);
  }

  /** Whether the engine has an image as its recipe says. */
  isCurrent(tag) {
    return this.have.get(tag)?.recipe === this.recipes.get(tag);
  }

  /** What could not be had so far. */
  get unavailable() {
    return [...this.#failed].map(([tag, reason]) => ({ tag, reason }));
  }

  /** Whether an image has to be built and is not one that failed a moment ago. */
  isDue(tag, retry) {
    const image = this.images.find((one) => one.tag === tag);
    return image !== undefined && !this.isCurrent(tag) && !this.#failedBefore(image, retry);
  }

  /** Runtimes and services whose image the engine does not have, with the reason where one is known: by name. */
  get absent() {
    const absent = this.images.filter(
      ({ tag, name }) => !this.have.has(tag) && /^(runtime|service)-/.test(name),
    );
    return Object.fromEntries(
      absent.map(({ tag, name }) => [name, this.#failed.get(tag) ?? 'its image is not built']),
    );
  }

  /**
   * Builds what is missing or has changed among these and all that they stand on.
   * @param {{ required?: string[], wanted?: string[], retry?: boolean }} options required: tags without which to give up,
   *   beside those that the sandbox can't do without; wanted: further tags, the most needed first;
   *   retry: try again at once what failed in the last hour
   * @throws {StepError} when a required image can't be built
   */
  async build({ required = [], wanted = [], retry = false } = {}) {
    const needed = new Set(withParents([...REQUIRED, ...required], this.images).map(({ tag }) => tag));
    const chosen = withParents([...needed, ...wanted], this.images);
    this.announce(chosen, (image) => retry || needed.has(image.tag));
    await inDependencyOrder(chosen, (image) => this.#ensure(image, needed.has(image.tag), retry));
  }

  /**
   * Says of images that are missing that they are going to be built by this process.
   * @param {(image: object) => boolean} retries whether one that failed a moment ago is tried all the same
   */
  announce(images, retries) {
    for (const image of images) {
      // One that another process is at, or that failed a moment ago, says so itself.
      const keeps = isAtWork(readImageState(image.name)) || this.#failedBefore(image, retries(image));
      if (!this.isCurrent(image.tag) && !keeps) writeImageState(image.name, { state: 'queued' });
    }
  }

  /** @returns {string | undefined} why an image could not be had the last time, while that is not long ago */
  #failedBefore({ tag, name }, retry) {
    const before = readImageState(name);
    const fresh = before?.state === 'off' && before.recipe === this.recipes.get(tag);
    if (retry || !fresh || Date.now() - Date.parse(before.at) >= RETRY_AFTER_MS) return undefined;
    return before.reason;
  }

  async #ensure(image, isRequired, retry) {
    const { tag, name, parents } = image;
    const recipe = this.recipes.get(tag);
    if (this.isCurrent(tag)) {
      this.#failed.delete(tag);
      if (readImageState(name)?.recipe !== recipe) writeImageState(name, { state: 'ready', recipe });
      return;
    }
    const lost = parents.find((parent) => this.#failed.has(parent));
    if (lost)
      return this.#giveUp(image, `what it stands on can't be had (${lost}: ${this.#failed.get(lost)})`);
    const before = this.#failedBefore(image, retry || isRequired);
    if (before) return this.#failed.set(tag, before);
    const lock = await waitForLock(
      `image-${name}`,
      (holder) =>
        this.steps.say(`… another command (process ${holder.pid}) builds the image ${name}; waiting for it`),
      interruption.signal,
    );
    try {
      this.have = await existingRecipes(this.engine);
      const replaced = this.have.get(tag)?.id;
      if (!this.isCurrent(tag)) {
        const failure = await this.#buildInStep(image, isRequired);
        if (failure) return this.#giveUp(image, failure.reason, failure.log);
        this.have = await existingRecipes(this.engine);
        await dropReplaced(this.engine, replaced);
      }
    } finally {
      lock.release();
    }
    this.#failed.delete(tag);
    writeImageState(name, { state: 'ready', recipe });
  }

  #giveUp({ tag, name }, reason, log) {
    this.#failed.set(tag, reason);
    writeImageState(name, { state: 'off', reason, log, recipe: this.recipes.get(tag) });
  }

  /** @returns {Promise<{ reason: string, log: string } | undefined>} why it could not be built, where it is not required */
  async #buildInStep(image, isRequired) {
    const { name, tag } = image;
    let failure;
    await this.steps.run(`image-${name}`, `Image ${name}`, async (step) => {
      writeImageState(name, { state: 'building' });
      try {
        await buildImage(this.engine, image, this.recipes.get(tag), step);
        return 'built';
      } catch (error) {
        if (interruption.signal.aborted) throw error;
        step.write(`\n${error.message}\n`);
        const reason = reasonOf(error.message);
        if (isRequired) {
          writeImageState(name, {
            state: 'off',
            reason,
            log: fromRoot(step.log),
            recipe: this.recipes.get(tag),
          });
          this.steps.halt();
          throw new StepError(`The image ${tag} could not be built: ${error.message}`, {
            advice: `See what failed above. Debian's packages come from this machine's own mirror, or from the one in ASSAY_DEBIAN_MIRROR.`,
            cause: error,
          });
        }
        failure = { reason, log: fromRoot(step.log) };
        return { outcome: `not available: ${reason}`, limping: true };
      }
    });
    return failure;
  }
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
