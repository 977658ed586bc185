// Every image of ours: sizes, what is shared, whether it is what its recipe says now.
import { RECIPE_LABEL } from './image-build.mjs';
import { findImages, recipesOf } from './image-recipes.mjs';
import { isAtWork, readImageState } from './image-states.mjs';
import { ROOTFS } from './rootfs.mjs';

/** On images of a challenge's base data: the service that they are of. They inherit the service's recipe as a label. */
export const DATA_LABEL = 'assay.data';

/**
 * @param {import('./engine-api.mjs').Engine} engine
 * @returns {Promise<{ images: { tag: string, state: string, recipe: 'current' | 'stale' | null, bytes: number | null,
 *   sharedBytes: number | null, uniqueBytes: number | null, createdAt: string | null }[], bytes: number }>}
 *   bytes: what all of them take together, each layer counted once
 */
export async function surveyImages(engine) {
  const folders = findImages();
  const { Images: found } = await engine.call('GET', '/system/df', { timeoutMs: 120_000 });
  const rootfs = found.find((image) => image.RepoTags?.includes(ROOTFS));
  const recipes = await recipesOf(folders, new Map([[ROOTFS, rootfs?.Id ?? '']]));
  const ours = found.filter((image) => image.RepoTags?.some(isOurs));
  const rows = ours.flatMap((image) =>
    image.RepoTags.filter(isOurs).map((tag) => rowOf(tag, image, folders, recipes)),
  );
  const missing = folders.filter(({ tag }) => !rows.some((row) => row.tag === tag));
  const nothing = { recipe: null, bytes: null, sharedBytes: null, uniqueBytes: null, createdAt: null };
  const images = [
    ...rows,
    ...missing.map(({ tag, name }) => ({ tag, state: stateWords(name, false), ...nothing })),
  ].sort((a, b) => rank(a.tag) - rank(b.tag) || a.tag.localeCompare(b.tag));
  return { images, bytes: await bytesOnDisk(engine, ours) };
}

function isOurs(tag) {
  return tag.startsWith('assay/');
}

/** Each layer counts once: what an image adds to its parent, over all that these images stand on. */
async function bytesOnDisk(engine, images) {
  const all = await engine.call('GET', '/images/json', { query: { all: true } });
  const byId = new Map(all.map((image) => [image.Id, image]));
  const counted = new Set();
  let bytes = 0;
  for (const { Id } of images) {
    for (let one = byId.get(Id); one && !counted.has(one.Id); one = byId.get(one.ParentId)) {
      counted.add(one.Id);
      bytes += one.Size - (byId.get(one.ParentId)?.Size ?? 0);
    }
  }
  return bytes;
}

function rowOf(tag, image, folders, recipes) {
  const folder = folders.find((one) => one.tag === tag);
  const shared = Math.max(0, image.SharedSize ?? 0);
  return {
    tag,
    state: folder ? stateWords(folder.name, true) : 'ready',
    recipe: recipeWords(tag, image, folder, recipes),
    bytes: image.Size,
    sharedBytes: shared,
    uniqueBytes: image.Size - shared,
    createdAt: new Date(image.Created * 1000).toISOString(),
  };
}

/** Null where there is none: base data, and what was pulled. */
function recipeWords(tag, image, folder, recipes) {
  if (image.Labels?.[DATA_LABEL]) return null;
  const recipe = image.Labels?.[RECIPE_LABEL];
  if (folder) return recipe === recipes.get(tag) ? 'current' : 'stale';
  return recipe ? 'stale' : null;
}

function stateWords(name, exists) {
  const state = readImageState(name);
  if (state?.state === 'off') return `off: ${state.reason}`;
  if (isAtWork(state)) return state.state;
  return exists ? 'ready' : 'not built';
}

/** Those below first, base data last. */
function rank(tag) {
  return ['rootfs', 'base', 'node', 'judge', 'service', 'runtime', 'data'].findIndex((word) =>
    tag.startsWith(`assay/${word}`),
  );
}
