// Installs the drivers from the lock file into the build's context with the host's npm, so that no image needs npm.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * @param {string} context a temporary copy of this folder that is about to be sent to the engine
 */
export async function prepare(context) {
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: context });
}
