// Installs the frameworks from the lock file into the build's context with the host's npm, so that no image needs npm.
import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** A third of the packages' bytes. Types are read by nobody here, and maps would be loaded with each framework. */
const NOT_NEEDED = /\.(map|d\.[cm]?ts)$/;

/**
 * @param {string} context a temporary copy of this folder that is about to be sent to the engine
 */
export async function prepare(context) {
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: context });
  const packages = path.join(context, 'node_modules');
  const files = await readdir(packages, { recursive: true });
  await Promise.all(
    files
      .filter((file) => NOT_NEEDED.test(file))
      .map((file) => rm(path.join(packages, file), { force: true })),
  );
}
