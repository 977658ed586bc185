// Runs Jest, its report on the screen and its numbers for us.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fromNodeTests } from './jest-results.mjs';
import { programEnv, run } from './run.mjs';
import { buildDir, root } from './state.mjs';
import { interruption } from './steps.mjs';

/** The projects of jest.config.js that need neither Docker nor a database. */
const UNIT_PROJECTS = ['unit', 'web'];

/** Runs the set-up's own tests in Node's test runner: Jest can't load ES modules on every Node that we support. */
export async function runSetupTests() {
  const folder = path.join(root, 'apps/cli/bootstrap');
  const files = readdirSync(folder).filter((name) => name.endsWith('.spec.mjs'));
  const args = ['--test', '--test-reporter=tap', ...files.map((name) => path.join(folder, name))];
  const { code, output } = await run(process.execPath, args, { accept: [0, 1], timeoutMs: 120_000 });
  if (code !== 0) console.error(output);
  return fromNodeTests(output);
}

/** Every test that needs no set-up but the packages. @returns {Promise<object[]>} results for `sumUp` */
export async function runUnitTests(args = []) {
  const results = [await runJest(UNIT_PROJECTS, ['--maxWorkers=2', ...args])];
  // Arguments choose among Jest's tests; then the set-up's are not asked for.
  if (args.length === 0) results.push(await runSetupTests());
  return results;
}

/**
 * @param {string[]} projects names of projects in jest.config.js
 * @param {string[]} args handed on to Jest
 * @param {object} env
 * @returns {Promise<object>} Jest's JSON result; one that stands for a failure where Jest itself failed
 */
export async function runJest(projects, args, env = {}) {
  mkdirSync(buildDir, { recursive: true });
  const file = path.join(buildDir, `jest-${projects.join('-')}.json`);
  rmSync(file, { force: true });
  const command = [
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${file}`,
    '--passWithNoTests',
    // A failed test may leave a process or a socket behind; Jest would wait for its end, and nobody would see the failure.
    '--forceExit',
    ...args,
  ];
  const code = await new Promise((resolve, reject) => {
    // Jest reports on stderr; on stdout it would print the JSON.
    const child = spawn(process.execPath, [...command, '--selectProjects', ...projects], {
      cwd: root,
      env: programEnv({ NODE_ENV: 'test', ...env }),
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    const stop = () => child.kill('SIGTERM');
    interruption.signal.addEventListener('abort', stop, { once: true });
    child.on('error', reject);
    child.on('close', (status) => {
      interruption.signal.removeEventListener('abort', stop);
      resolve(status);
    });
  });
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (result && (code === 0 || result.numFailedTests + result.numRuntimeErrorTestSuites > 0)) return result;
  // Jest broke without a failed test to show for it (a wrong option, a failed global set-up, a kill).
  const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  return { ...nothing, ...result, numRuntimeErrorTestSuites: 1 };
}
