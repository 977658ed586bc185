// What the builder says of each image, for the worker and the commands to read: one file for each, below .assay/images/.
import { identify, isAlive } from './processes.mjs';
import { readState, removeState, writeState } from './state.mjs';

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

/** Keeps what an image said of itself; where it stands is not touched. */
export function noteVersion(name, imageId, version) {
  const before = readImageState(name) ?? { state: 'ready', at: new Date().toISOString(), by: me };
  writeState(fileOf(name), { ...before, imageId, version });
}

/** Whether the process that wrote a state is still there to bring it about. */
export function isAtWork(state) {
  return (state?.state === 'building' || state?.state === 'queued') && isAlive(state.by);
}

/** Forgets an image that is gone for good. */
export function forgetImageState(name) {
  removeState(fileOf(name));
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
