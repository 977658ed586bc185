// Compiles apps and libs, and builds the pages, where their sources have changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './run.mjs';
import { readState, root, writeState } from './state.mjs';
import { StepError } from './steps.mjs';

const WEB_STAMP = 'build/web.json';
/** All that the pages are made from. */
const WEB_SOURCES = ['apps/web', 'libs/contracts', 'package-lock.json'];

/** Compiles what has changed to dist/. */
export async function compileSources() {
  const { buildSources } = await import(pathToFileURL(path.join(root, 'apps/cli/build.mjs')).href);
  const { compiled, total } = await buildSources();
  return { outcome: compiled === 0 ? 'up to date' : `compiled ${compiled} of ${total} files` };
}

/** Builds the pages to dist/web/. */
export async function buildWeb(step) {
  const sources = hashSources(WEB_SOURCES);
  if (readState(WEB_STAMP)?.sources === sources && existsSync(path.join(root, 'dist/web/index.html'))) {
    return { outcome: 'up to date' };
  }
  try {
    await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'apps/web'], {
      step,
      env: { NODE_ENV: 'production' },
    });
  } catch (error) {
    if (error.name === 'Interrupted') throw error;
    throw new StepError(`The pages could not be built: ${error.message}`, {
      advice: 'Mend what the log names in apps/web, or get the sources back with git.',
      cause: error,
    });
  }
  writeState(WEB_STAMP, { sources });
  return { outcome: 'built' };
}

/** One hash over files and folders, given from the root. */
export function hashSources(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    const full = path.join(root, place);
    const names = statSync(full).isDirectory() ? readdirSync(full, { recursive: true }).sort() : [''];
    for (const name of names) {
      const file = path.join(full, name);
      if (statSync(file).isFile()) hash.update(`${place}/${name}\0`).update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}
