// npm's packages: installed from the lock file when node_modules does not match it.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from './state.mjs';
import { findProgram, npmScript, run } from './run.mjs';
import { StepError } from './steps.mjs';

export const MINIMUM_NODE = [20, 19];

/** @throws {StepError} on a system or a Node that Assay can't run on */
export function checkPlatform(version = process.versions.node, platform = process.platform) {
  if (platform !== 'linux') {
    throw new StepError(`Assay's sandbox needs Linux; this is ${platform}.`, {
      advice: 'Run it on a Linux machine or in a Linux virtual machine.',
    });
  }
  const [major, minor] = version.split('.').map(Number);
  if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
    throw new StepError(`Assay needs Node ${MINIMUM_NODE.join('.')} or later; this is Node ${version}.`, {
      advice: 'Install a current Node (https://nodejs.org/en/download), then run the command again.',
    });
  }
}

/**
 * Whether node_modules holds what the lock file names. npm notes what it installed in its hidden lock file, which it
 * writes last: after an interrupted install it is missing or old.
 * @param {object} lock the parsed package-lock.json
 * @param {object | undefined} installed the parsed node_modules/.package-lock.json
 */
export function isInstalled(lock, installed) {
  if (!installed?.packages) return false;
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (place === '') return true;
    const found = installed.packages[place];
    // Packages for other systems (optional ones) are rightly left out.
    if (!found) return Boolean(wanted.optional) || Boolean(wanted.devOptional) || Boolean(wanted.link);
    return found.version === wanted.version && (found.integrity ?? wanted.integrity) === wanted.integrity;
  });
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Installs the packages where needed, and links the `assay` command so that `npx assay` finds it. */
export async function ensurePackages(step) {
  const lock = readJson(path.join(root, 'package-lock.json'));
  if (!lock)
    throw new StepError('package-lock.json is missing.', {
      advice: 'Get it back with `git checkout package-lock.json`.',
    });
  let outcome = 'up to date';
  if (!isInstalled(lock, readJson(path.join(root, 'node_modules/.package-lock.json')))) {
    step.note('npm ci');
    await installFromLock(step);
    outcome = `${Object.keys(lock.packages).length - 1} in the lock file`;
  }
  linkCommand();
  return { outcome };
}

async function installFromLock(step) {
  const [program, first] = npmScript ? [process.execPath, [npmScript]] : [findProgram('npm'), []];
  if (!program) {
    throw new StepError('npm is not installed.', {
      advice: 'Install npm (on Debian: sudo apt-get install npm).',
    });
  }
  try {
    await run(program, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      step,
      timeoutMs: 1_200_000,
    });
  } catch (error) {
    if (error.name === 'Interrupted') throw error;
    throw new StepError(`npm's packages could not be installed: ${error.message}`, {
      advice:
        "Check that npm reaches its registry (`npm ping`); behind a proxy set https_proxy and npm's cafile.",
      cause: error,
    });
  }
}

/**
 * npm links the commands of dependencies, never the root package's own; without the link npx would install the whole
 * checkout into its cache first.
 */
function linkCommand() {
  const link = path.join(root, 'node_modules/.bin/assay');
  if (existsSync(link)) return;
  mkdirSync(path.dirname(link), { recursive: true });
  rmSync(link, { force: true }); // a dangling link does not "exist"
  symlinkSync('../../apps/cli/bootstrap/assay.mjs', link);
}
