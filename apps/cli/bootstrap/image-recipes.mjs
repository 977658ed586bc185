// The images of sandbox/: each folder with a Dockerfile, what it stands on, and a hash of all that it is made from.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { hashSources } from './application.mjs';
import { contextScript, isNoPart } from './image-build.mjs';
import { root } from './state.mjs';

/** The folder of the images; another one can be named in SANDBOX_DIR, as for the worker and the commands. */
export function sandboxFolder() {
  return path.resolve(root, process.env.SANDBOX_DIR || 'sandbox');
}

/** The tag of a folder below sandbox/: runtimes/node → assay/runtime-node:latest. */
export function tagOf(folder) {
  if (folder === 'base') return 'assay/base:trixie';
  return `assay/${folder.replace(/^(runtime|service)s\//, '$1-').replaceAll('/', '-')}:latest`;
}

/** assay/runtime-node:latest → runtime-node. */
export function nameOf(tag) {
  return tag.replace(/^assay\/|:.*$/g, '');
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
 * @returns {{ folder: string, dir: string, tag: string, name: string, parents: string[] }[]}
 */
export function findImages(sandbox = sandboxFolder()) {
  const found = [];
  const walk = (folder) => {
    const dir = path.join(sandbox, folder);
    const dockerfile = path.join(dir, 'Dockerfile');
    if (existsSync(dockerfile)) {
      const tag = tagOf(folder);
      const parents = parentsOf(readFileSync(dockerfile, 'utf8'));
      found.push({ folder, dir, tag, name: nameOf(tag), parents });
      return;
    }
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
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

/**
 * Some images and all that they stand on, in the order asked for, parents right before what first needs them.
 * @param {string[]} wanted tags
 */
export function withParents(wanted, images) {
  const chosen = new Set();
  const add = (tag) => {
    const image = images.find((one) => one.tag === tag);
    if (!image || chosen.has(image)) return;
    for (const parent of image.parents) add(parent);
    chosen.add(image);
  };
  for (const tag of wanted) add(tag);
  return [...chosen];
}

/**
 * What each image is made from, as a hash: its folder, what context.mjs names besides, and its parents' recipes.
 * @param {ReturnType<typeof findImages>} images parents before children
 * @param {Map<string, string>} given recipes of what lies below them
 * @returns {Promise<Map<string, string>>} by tag
 */
export async function recipesOf(images, given) {
  const recipes = new Map(given);
  for (const image of images) {
    const hash = createHash('sha256');
    hashFolder(hash, image.dir);
    const { inputs = [], fingerprint } = await contextScript(image.dir);
    if (inputs.length > 0) hash.update(hashSources(inputs));
    if (fingerprint) hash.update(String(await fingerprint(root)));
    for (const parent of image.parents) hash.update(`${parent}=${recipes.get(parent) ?? ''}\0`);
    recipes.set(image.tag, hash.digest('hex'));
  }
  return recipes;
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
