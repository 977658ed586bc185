// `npm run check`: format, lint, types, direction of imports, generated files, unit tests. Every check runs, so that
// one run names all that is wrong.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileSources } from './application.mjs';
import { exitCode, sumUp, summaryLine } from './jest-results.mjs';
import { runUnitTests } from './jest.mjs';
import { checkPlatform, ensurePackages } from './packages.mjs';
import { run } from './run.mjs';
import { fromRoot, root } from './state.mjs';
import { Interrupted, Steps, interruption, logTail } from './steps.mjs';

const bin = (name) => path.join(root, 'node_modules', name);

/** Each: the log's name, the title, a script of Node's with its arguments, and what mends a failure. */
const CHECKS = [
  [
    'format',
    'Format',
    [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
    'npx prettier --write .',
  ],
  ['lint', 'Lint', [bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'], 'npx eslint --fix .'],
  ['types', 'Types', [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['types-web', 'Types of the pages', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'apps/web']],
  [
    'imports',
    'Direction of imports',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'libs',
      'test',
    ],
  ],
];

/** Files that are generated and committed: each program compares with --check. */
const GENERATED = [
  ['openapi', 'OpenAPI document', ['dist/apps/api/openapi.js', '--check'], 'node dist/apps/api/openapi.js'],
];

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interruption.abort(new Interrupted()));
const steps = new Steps();
process.exitCode = await main();

async function main() {
  try {
    checkPlatform();
    await steps.run('packages', 'Packages', ensurePackages);
    await steps.run('compile', 'Code', compileSources);
  } catch (error) {
    steps.explain(error);
    return 1;
  }
  const failed = [];
  for (const check of [...CHECKS, ...GENERATED]) {
    if (!existsSync(path.resolve(root, check[2][0]))) {
      failed.push(check[1]);
      steps.warn(`${check[1]}: ${fromRoot(check[2][0])} is missing`);
    } else if (!(await passes(...check))) failed.push(check[1]);
  }
  const sum = sumUp(await runUnitTests());
  if (exitCode(sum) !== 0) failed.push('Unit tests');
  steps.say(failed.length === 0 ? '\nEvery check passed.' : `\nFailed: ${failed.join(', ')}`);
  steps.say(summaryLine(sum));
  return failed.length === 0 ? 0 : 1;
}

async function passes(id, title, args, remedy) {
  let log;
  try {
    await steps.run(`check-${id}`, title, async (step) => {
      log = step.log;
      await run(process.execPath, args, { step });
      return 'ok';
    });
    return true;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    steps.say(
      logTail(log, 60)
        .map((line) => `    ${line}`)
        .join('\n'),
    );
    if (remedy) steps.say(`  Mend it with: ${remedy}`);
    steps.say(`  Full log: ${fromRoot(log)}`);
    return false;
  }
}
