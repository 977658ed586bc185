// `npm test`: sets up what is missing, runs every test, and ends in one line: N passed, N failed, N skipped.
//   npm test -- --unit              unit tests alone: no Docker, no browser
//   npm test -- --attacks           hostile submissions alone, and what must bite (npm run test:attacks)
//   npm test -- test/faults         arguments are handed on to Jest
//   npm test -- --images=a,b …      builds these images alone beside the base (runtime-go, service-redis)
//   npm test -- --images=as-is …    builds none: takes those that are there
// A test whose image could not be had is skipped, by name and with the reason.
import { compileSources } from './application.mjs';
import { attackTable } from './attack-table.mjs';
import { ensureChromium } from './chromium.mjs';
import { stopOwnEngine } from './engine.mjs';
import { exitCode, skippedForImages, sumUp, summaryLine } from './jest-results.mjs';
import { runJest, runUnitTests } from './jest.mjs';
import { checkPlatform, ensurePackages } from './packages.mjs';
import { takeLock } from './processes.mjs';
import { PlatformServices } from './services.mjs';
import { applicationEnv, setUp } from './setup.mjs';
import { removeOrphanedSlots } from './slots.mjs';
import { Interrupted, StepError, Steps, interruption } from './steps.mjs';

const unitOnly = process.argv.includes('--unit');
const attacksOnly = process.argv.includes('--attacks');
const args = process.argv
  .slice(2)
  .filter((arg) => arg !== '--unit' && arg !== '--attacks' && !arg.startsWith('--images='));
const chosen = process.argv.find((arg) => arg.startsWith('--images='))?.slice('--images='.length);
const steps = new Steps();
const found = {};
let services;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => interruption.abort(new Interrupted()));
process.stdout.on('error', () => undefined);

process.exitCode = await main();

async function main() {
  const results = [];
  const lock = takeLock('test');
  if ('holder' in lock) {
    steps.explain(
      new StepError(`Tests already run in this checkout (process ${lock.holder.pid}).`, {
        advice: 'Wait until they have ended.',
      }),
    );
    return 1;
  }
  try {
    if (unitOnly) await prepareUnitTests();
    const env = unitOnly ? undefined : await prepareAll();
    if (!attacksOnly) results.push(...(await runUnitTests(args)));
    // Attacks come last: they load the machine, and others would wait for it.
    for (const project of attacksOnly ? ['attacks'] : ['integration', 'attacks']) {
      if (env && !interruption.signal.aborted)
        results.push(await runJest([project], ['--runInBand', ...args], env));
    }
  } catch (error) {
    steps.explain(error);
    results.push({
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 1,
    });
  }
  const clean = await takeDown();
  lock.release();
  const sum = sumUp(results);
  const attacks = attackTable(results);
  if (attacks !== '') steps.say(`\n${attacks}`);
  for (const title of skippedForImages(results)) steps.say(`skipped: ${title}`);
  steps.say(`\n${summaryLine(sum)}`);
  if (interruption.signal.aborted) return 130;
  return clean ? exitCode(sum) : 1;
}

async function prepareUnitTests() {
  checkPlatform();
  await steps.run('packages', 'Packages', ensurePackages);
  await steps.run('compile', 'Code', compileSources);
}

/** @returns {Promise<object>} the environment of the integration tests */
async function prepareAll() {
  services = new PlatformServices({
    project: 'assay-test',
    ports: { postgresql: 55_532, redis: 56_479 },
    oneRun: true,
  });
  const { engine, builder } = await setUp(steps, {
    services,
    asTheyAre: chosen === 'as-is',
    ...(chosen === undefined
      ? {}
      : { images: () => chosen.split(',').map((name) => `assay/${name}:latest`) }),
    onFound: (part) => Object.assign(found, part),
  });
  const { executable } = await steps.run('chromium', 'Chromium', ensureChromium);
  await removeOrphanedSlots(engine);
  return {
    ...applicationEnv(undefined, engine),
    TEST_DATABASE_URL: services.databaseUrl,
    TEST_REDIS_URL: services.redisUrl,
    TEST_POSTGRESQL_CONTAINER: 'assay-test-postgresql',
    TEST_REDIS_CONTAINER: 'assay-test-redis',
    TEST_IMAGES_ABSENT: JSON.stringify(builder.absent),
    CHROMIUM_PATH: executable,
  };
}

async function takeDown() {
  const parts = [
    () => found.engine && removeOrphanedSlots(found.engine),
    () => found.compose && services.stop(undefined, found.compose, { volumes: true }),
    () => stopOwnEngine(),
  ];
  let clean = true;
  for (const part of parts) {
    try {
      await part();
    } catch (error) {
      clean = false;
      steps.warn(`While cleaning up: ${error.message}`);
    }
  }
  return clean;
}
