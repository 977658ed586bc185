// Runs a compiled command of ours after the set-up: what `assay` and the benchmark have in common.
import { spawn } from 'node:child_process';
import { programEnv } from './run.mjs';
import { root } from './state.mjs';
import { interruption } from './steps.mjs';

/**
 * @param {string} script from the root
 * @param {string[]} args
 * @param {object} env
 * @returns {Promise<number>} its exit code
 */
export function runCommand(script, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', `${root}/${script}`, ...args], {
      stdio: 'inherit',
      env: programEnv(env),
    });
    // Ctrl-C reaches the child by itself; a signal sent to us alone is handed on.
    interruption.signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
