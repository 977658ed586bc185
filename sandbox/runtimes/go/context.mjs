// Adds where this machine gets Go's modules from, as a file that the build stage's go command reads. The host needs no
// Go itself. go.sum decides what is taken, wherever it comes from.
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** What says where modules come from. All else of the host's configuration could change what is built. */
const SETTINGS = ['GOPROXY', 'GONOPROXY', 'GOPRIVATE', 'GOINSECURE'];

/** @param {string} context a temporary copy of this folder that is about to be sent to the engine */
export async function prepare(context) {
  await writeFile(path.join(context, 'go.env'), hostSettings());
}

/** Changes when modules come from elsewhere: an image that could not be had is then tried again. */
export function fingerprint() {
  return hostSettings();
}

/** The settings as the go command finds them: the environment first, then its file. */
function hostSettings() {
  const stored = storedSettings();
  return SETTINGS.map((name) => [name, process.env[name] || stored.get(name)])
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** What `go env -w` has written on this machine. */
function storedSettings() {
  if (process.env.GOENV === 'off') return new Map();
  const configuration = process.env.XDG_CONFIG_HOME || path.join(homedir(), '.config');
  const file = process.env.GOENV || path.join(configuration, 'go/env');
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Map(
    lines
      .map((line) => /^([A-Z]\w*)=(.*)$/.exec(line.trim())?.slice(1, 3))
      .filter((pair) => pair !== undefined),
  );
}
