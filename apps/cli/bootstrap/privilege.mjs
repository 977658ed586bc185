// What needs the administrator: installing Debian's packages, starting Docker Engine, debootstrap.
import { spawnSync } from 'node:child_process';
import { findProgram, run } from './run.mjs';
import { StepError } from './steps.mjs';

export const isRoot = process.getuid?.() === 0;

/** @returns {'root' | 'sudo' | undefined} how this user may act as administrator, without being asked for a password */
export function administrator() {
  if (isRoot) return 'root';
  const sudo = findProgram('sudo');
  if (sudo && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore', timeout: 10_000 }).status === 0)
    return 'sudo';
  return undefined;
}

/** Runs a program as administrator. Takes the same options as `run`; `env` is handed through sudo. */
export function runAsRoot(program, args, options = {}) {
  if (isRoot) return run(program, args, options);
  const variables = Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value}`);
  return run('sudo', ['-n', 'env', ...variables, program, ...args], options);
}

let listsAreFresh = false;

/**
 * Installs Debian packages.
 * @param {string[]} packages
 * @param {string} purpose completes "… is needed to …"
 * @throws {StepError} where there is no apt or no right to use it
 */
export async function installPackages(packages, purpose, step) {
  const named = packages.join(' ');
  const advice = `Install ${named} by hand (on Debian or Ubuntu: sudo apt-get install ${named}), then run the command again.`;
  if (!findProgram('apt-get'))
    throw new StepError(`${named} is needed to ${purpose}, and there is no apt-get here.`, { advice });
  if (!administrator()) {
    throw new StepError(
      `${named} is needed to ${purpose}; installing needs root, and you are not root and can't use sudo without a password.`,
      { advice },
    );
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=120'];
  if (!listsAreFresh) {
    step.note('apt-get update');
    // One third-party source that fails must not stop us: what matters is whether the install succeeds.
    await runAsRoot('apt-get', [...lock, '-q', 'update'], {
      step,
      env,
      accept: [0, 100],
      timeoutMs: 180_000,
    });
    listsAreFresh = true;
  }
  step.note(`installing ${named}`);
  const options = [...lock, '-q', '-y', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold'];
  try {
    await runAsRoot('apt-get', [...options, 'install', ...packages], { step, env, timeoutMs: 900_000 });
  } catch (error) {
    throw new StepError(`Debian's packages ${named} could not be installed: ${error.message}`, {
      advice,
      cause: error,
    });
  }
}
