// Adds what the judge is made of: its boot script, compiled, and the drivers of services.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * @param {string} context a temporary copy of this folder that is about to be sent to the engine
 * @param {string} root the repository
 */
export async function prepare(context, root) {
  // By the host's npm, from the lock file, so that no image needs npm.
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: context });
  const { transform } = await import('esbuild');
  const source = await readFile(path.join(root, 'libs/testkit/boot/judge-boot.ts'), 'utf8');
  const { code } = await transform(source, {
    loader: 'ts',
    format: 'cjs',
    platform: 'node',
    target: 'node22',
  });
  await writeFile(path.join(context, 'boot.js'), code);
}

/** Files outside this folder that the image is made of: a change of theirs means a new build. */
export const inputs = ['libs/testkit/boot/judge-boot.ts'];
