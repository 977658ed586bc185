// `npm run bench [-- --json]`: sets up what is missing, starts services of its own, and measures.
import path from 'node:path';
import { runCommand } from './command.mjs';
import { stopOwnEngine } from './engine.mjs';
import { buildImage } from './image-build.mjs';
import { takeLock } from './processes.mjs';
import { PlatformServices } from './services.mjs';
import { applicationEnv, setUp } from './setup.mjs';
import { removeOrphanedSlots } from './slots.mjs';
import { root } from './state.mjs';
import { Interrupted, StepError, Steps, interruption } from './steps.mjs';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => interruption.abort(new Interrupted()));
// stdout belongs to the measurements.
const steps = new Steps({ stream: process.stderr });
process.exitCode = await main();

async function main() {
  const lock = takeLock('bench');
  if ('holder' in lock) {
    steps.explain(
      new StepError(`A benchmark already runs in this checkout (process ${lock.holder.pid}).`, {
        advice: 'Wait until it has ended.',
      }),
    );
    return 1;
  }
  const services = new PlatformServices({
    project: 'assay-bench',
    ports: { postgresql: 55_632, redis: 56_579 },
    oneRun: true,
  });
  const found = {};
  let code = 1;
  try {
    const { engine } = await setUp(steps, { services, onFound: (part) => Object.assign(found, part) });
    await buildToolchain(engine);
    code = await runCommand(
      'dist/test/bench/main.js',
      process.argv.slice(2),
      applicationEnv(services, engine),
    );
  } catch (error) {
    steps.explain(error);
  }
  try {
    if (found.engine) await removeOrphanedSlots(found.engine);
    if (found.compose) await services.stop(undefined, found.compose, { volumes: true });
    await stopOwnEngine();
  } catch (error) {
    steps.warn(`While cleaning up: ${error.message}`);
    code = 1;
  }
  lock.release();
  return interruption.signal.aborted ? 130 : code;
}

/**
 * Go's toolchain for the plain side: the runtime's own image holds only what it takes to compile. Without it Go alone is
 * left out.
 * @param {import('./engine-api.mjs').Engine} engine
 */
async function buildToolchain(engine) {
  const dir = path.join(root, 'test/bench/plain/go-toolchain');
  const image = { folder: 'bench-go', tag: 'assay/bench-go:latest', dir };
  await steps.run('image-bench-go', 'Image bench-go', async (step) => {
    try {
      await buildImage(engine, image, 'bench', step);
      return 'built';
    } catch (error) {
      if (interruption.signal.aborted) throw error;
      step.write(`\n${error.message}\n`);
      return { outcome: 'not available', limping: true };
    }
  });
}
