// Where Go's modules come from: what this machine's Go is told by its environment or its own settings, handed to the
// build stage of an image. go.sum pins what comes, whoever serves it.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Settings that say where modules and their checksums are asked for, and nothing of how code is compiled. */
const NAMES = ['GOPROXY', 'GOSUMDB', 'GONOPROXY', 'GONOSUMDB', 'GOPRIVATE', 'GOINSECURE'];

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} file Go's own settings; where the environment names others, those hold
 * @returns {Record<string, string>} only what this machine sets; the rest stays Go's default
 */
export function goProxySettings(env = process.env, file = env.GOENV || defaultFile(env)) {
  const settings = {};
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    const [name, ...value] = line.trim().split('=');
    if (NAMES.includes(name)) settings[name] = value.join('=');
  }
  for (const name of NAMES) if (env[name]) settings[name] = env[name];
  return settings;
}

/**
 * Writes `go/env` into an image's context. In the build stage:
 *
 *     COPY go/env /root/.config/go/env
 *
 * The compiler is always the stage's own (GOTOOLCHAIN=local).
 * @param {string} context a temporary copy of the folder that is about to be sent to the engine
 */
export async function writeGoSettings(context, settings = goProxySettings()) {
  const lines = Object.entries({ ...settings, GOTOOLCHAIN: 'local' }).map(
    ([name, value]) => `${name}=${value}\n`,
  );
  await mkdir(path.join(context, 'go'), { recursive: true });
  await writeFile(path.join(context, 'go/env'), lines.join(''));
}

function defaultFile(env) {
  return path.join(env.XDG_CONFIG_HOME || path.join(os.homedir(), '.config'), 'go/env');
}
