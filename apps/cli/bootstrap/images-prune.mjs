// Removes images that nothing needs any more.
import { spawn } from 'node:child_process';
import { RECIPE_LABEL } from './image-build.mjs';
import { findImages, nameOf } from './image-recipes.mjs';
import { forgetImageState } from './image-states.mjs';
import { DATA_LABEL } from './images-survey.mjs';
import { platformDatabaseUrl } from './platform-database.mjs';
import { programEnv } from './run.mjs';
import { root } from './state.mjs';

/**
 * @typedef {{ removed: { image: string, why: string }[], kept: { image: string, why: string }[], freedBytes: number,
 *   note: string | null }} Pruned removed: with a dry run, what would be; note: what was left alone, and why
 */

/**
 * @param {import('./engine-api.mjs').Engine} engine
 * @param {{ dryRun: boolean, names: string[] }} options names: tags, or names such as runtime-java; all where there are none
 * @returns {Promise<Pruned>}
 */
export async function pruneImages(engine, { dryRun, names }) {
  const folders = findImages();
  // Names of other images need no question to the database.
  const wantsData = names.length === 0 || names.some((name) => name.startsWith('assay/data-'));
  const data = wantsData ? await dataImagesInUse() : { ok: true, inUse: undefined };
  const found = [
    ...(await withoutFolder(engine, folders)).map((image) => ({ image, why: 'its folder is gone' })),
    ...(await replacedImages(engine)).map((image) => ({ image, why: 'replaced by a newer build' })),
    ...(data.inUse ? await unusedData(engine, data.inUse) : []),
  ].filter(({ image }) => names.length === 0 || names.includes(image) || names.includes(nameOf(image)));
  const note = data.ok ? null : `Base data was left alone: ${data.reason}`;
  if (dryRun) return { removed: found, kept: [], freedBytes: 0, note };

  const before = await layersSize(engine);
  const removed = [];
  const kept = [];
  for (const one of found) {
    const outcome = await remove(engine, one.image);
    if (outcome === 'removed') {
      removed.push(one);
      if (one.image.startsWith('assay/')) forgetImageState(nameOf(one.image));
    }
    if (outcome === 'in use') kept.push({ image: one.image, why: outcome });
  }
  return { removed, kept, freedBytes: Math.max(0, before - (await layersSize(engine))), note };
}

/** Without force: what a container or another image stands on stays. */
async function remove(engine, image) {
  try {
    await engine.call('DELETE', `/images/${encodeURIComponent(image)}`);
    return 'removed';
  } catch (error) {
    if (error.status === 404) return 'gone'; // it went together with another
    if (error.status === 409) return 'in use';
    throw error;
  }
}

async function layersSize(engine) {
  return (await engine.call('GET', '/system/df', { timeoutMs: 120_000 })).LayersSize ?? 0;
}

/** Runtimes and services that were built from a folder which is there no more. */
async function withoutFolder(engine, folders) {
  const known = new Set(folders.map(({ tag }) => tag));
  const found = await engine.call('GET', '/images/json', { query: { filters: { label: [RECIPE_LABEL] } } });
  return found
    .filter((image) => !image.Labels[DATA_LABEL])
    .flatMap((image) => image.RepoTags ?? [])
    .filter((tag) => /^assay\/(runtime|service)-/.test(tag) && !known.has(tag));
}

/** Images without a name that came out of our builds: they carry our label, or stand on an image that does. */
async function replacedImages(engine) {
  const [unnamed, all] = await Promise.all([
    engine.call('GET', '/images/json', { query: { filters: { dangling: ['true'] } } }),
    engine.call('GET', '/images/json', { query: { all: true } }),
  ]);
  const byId = new Map(all.map((image) => [image.Id, image]));
  const isOurs = (image) => {
    for (let one = image; one; one = byId.get(one.ParentId)) {
      if (one.Labels?.[RECIPE_LABEL] || one.RepoTags?.some((tag) => tag.startsWith('assay/'))) return true;
    }
    return false;
  };
  return unnamed.filter(isOurs).map((image) => image.Id);
}

async function unusedData(engine, inUse) {
  const found = await engine.call('GET', '/images/json', { query: { filters: { label: [DATA_LABEL] } } });
  return found
    .flatMap((image) => image.RepoTags ?? [])
    .filter((tag) => tag.startsWith('assay/data-') && !inUse.has(tag))
    .map((image) => ({ image, why: 'no folder, assessment or unfinished attempt has this version' }));
}

/** The compiled code knows how base data is named, and asks the platform's database which versions are pinned. */
async function dataImagesInUse() {
  const url = await platformDatabaseUrl();
  if (url === undefined) {
    return {
      ok: false,
      reason:
        'the database, which knows what assessments pin, does not run. Start the platform, or set DATABASE_URL.',
    };
  }
  const { code, stdout, stderr } = await capture('dist/apps/cli/main.js', ['data-images'], {
    DATABASE_URL: url,
  });
  if (code !== 0) return { ok: false, reason: stderr.trim().split('\n').at(-1) };
  return { ok: true, inUse: new Set(JSON.parse(stdout).inUse) };
}

function capture(script, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}/${script}`, ...args], {
      env: programEnv(env),
      cwd: root,
    });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => (said[name] += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}
