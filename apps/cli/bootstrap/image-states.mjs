// What the builder says of each image, for the worker and the commands to read: one file for each, below .assay/images/.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { identify, isAlive } from './processes.mjs';
import { readState, removeState, stateDir, writeState } from './state.mjs';

const me = identify(process.pid);

function fileOf(name) {
  return `images/${name}.json`;
}

/**
 * @typedef {{ state: 'ready' | 'building' | 'queued' | 'off', reason?: string, log?: string, at: string, recipe?: string,
 *   by?: { pid: number, birth?: string }, version?: string, imageId?: string }} ImageState
 */

/** @returns {ImageState | undefined} */
export function readImageState(name) {
  return readState(fileOf(name));
}

/** Writes down where an image stands; what is known of its version stays. */
export function writeImageState(name, change) {
  const { version, imageId } = readImageState(name) ?? {};
  writeState(fileOf(name), { version, imageId, at: new Date().toISOString(), by: me, ...change });
}

/** Whether the process that wrote a state is still there to bring it about. */
export function isAtWork(state) {
  return (state?.state === 'building' || state?.state === 'queued') && isAlive(state.by);
}

/** Forgets images that have no folder any more. @returns the names that were forgotten */
export function forgetImageStates(names) {
  const known = new Set(names);
  const forgotten = stateNames().filter((name) => !known.has(name));
  for (const name of forgotten) removeState(fileOf(name));
  return forgotten;
}

function stateNames() {
  try {
    return readdirSync(path.join(stateDir, 'images'))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length));
  } catch (error) {
    if (error.code === 'ENOENT') return []; // nothing was built yet
    throw error;
  }
}

/** How a program says that what it wanted to fetch from does not answer. */
const NO_ANSWER =
  /could not resolve|temporary failure|failed to fetch|connection (refused|timed out|reset)|no such host|unable to connect|cannot initiate|network is unreachable|could not transfer artifact|i\/o timeout|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|name resolution|max retries exceeded|no address associated/i;

/** Why a build failed, in one line: what candidates are told too, and the program's own words in brackets. */
export function reasonOf(message) {
  const lines = message
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const telling = lines.find((line) => NO_ANSWER.test(line));
  const line = (telling ?? lines.at(-1) ?? 'the build failed').replace(/[.\s]+$/, '').slice(0, 200);
  return telling
    ? `what it is made from can't be fetched (${line})`
    : `its image could not be built (${line})`;
}
