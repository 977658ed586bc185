// `npm start`: from a fresh checkout to a running platform; Ctrl-C takes all of it down again.
import { buildInBackground } from './background-images.mjs';
import { stopOwnEngine } from './engine.mjs';
import { isFree, readPort } from './ports.mjs';
import { endLeftovers, takeLock } from './processes.mjs';
import { run } from './run.mjs';
import { PlatformServices } from './services.mjs';
import { applicationEnv, setUp } from './setup.mjs';
import { removeOrphanedSlots } from './slots.mjs';
import { fromRoot, logsDir, secrets } from './state.mjs';
import { Interrupted, StepError, Steps, interruption } from './steps.mjs';
import { Supervised, untilHealthy } from './supervise.mjs';

const API_GRACE_MS = 5_000;
/** A worker that is judging hands its submissions back to the queue in this time. */
const WORKER_GRACE_MS = 10_000;

const steps = new Steps();
const began = performance.now();
/** The one that most candidates choose: the platform opens with it, the others follow while it serves. */
const FIRST_RUNTIME = 'assay/runtime-node:latest';
const started = {
  processes: [],
  services: undefined,
  engine: undefined,
  compose: undefined,
  images: Promise.resolve(),
};

let signals = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    signals += 1;
    if (signals === 1) interruption.abort(new Interrupted());
    // Impatience ends API and worker at once; containers are still taken down in order.
    else for (const each of started.processes) each.kill();
  });
}
// A terminal that was closed can't be written to any more; the taking down must go on.
process.stdout.on('error', () => undefined);

process.exitCode = await main();

async function main() {
  let lock;
  let code = 0;
  try {
    const port = checkedPort();
    lock = takeLock('start');
    if ('holder' in lock) {
      throw new StepError(`Assay already runs from this checkout (process ${lock.holder.pid}).`, {
        advice: 'Use the one that runs, or stop it with Ctrl-C in its terminal.',
      });
    }
    const leftovers = await endLeftovers();
    if (leftovers.length > 0) steps.say(`Ended what an earlier run had left behind: ${leftovers.join(', ')}`);
    await refuseTakenPort(port);
    await bringUp(port);
    await new Promise((resolve) => interruption.signal.addEventListener('abort', resolve, { once: true }));
  } catch (error) {
    if (!interruption.signal.aborted) {
      steps.explain(error);
      code = 1;
    }
  }
  if (lock && 'release' in lock) {
    if (!(await takeDown())) code = 1;
    lock.release();
  }
  return code;
}

function checkedPort() {
  try {
    return readPort();
  } catch (error) {
    throw new StepError(error.message, { advice: 'Set PORT to a free port, as in PORT=4000 npm start.' });
  }
}

async function refuseTakenPort(port) {
  if (await isFree(port)) return;
  throw new StepError(`Port ${port} is taken by another program.`, {
    advice: `Stop that program, or choose another port: PORT=${port + 1} npm start`,
  });
}

async function bringUp(port) {
  const services = new PlatformServices({
    project: process.env.ASSAY_PROJECT || 'assay',
    ports: { postgresql: 55_432, redis: 56_379 },
    databaseUrl: process.env.DATABASE_URL,
    redisUrl: process.env.REDIS_URL,
  });
  started.services = services;
  const retry = process.argv.includes('--retry-images');
  const { engine, builder } = await setUp(steps, {
    services,
    retryImages: retry,
    images: () => [FIRST_RUNTIME],
    // Told as soon as it is known: a failure or an interruption later on must be able to take it down.
    onFound: (found) => Object.assign(started, found),
  });
  await removeOrphanedSlots(engine);
  // Before anybody can ask: what is still missing is on its way.
  builder.announce(builder.images, () => retry);

  const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
  const env = { ...applicationEnv(services, engine), PORT: String(port), PUBLIC_URL: publicUrl };
  const demo = await prepareDatabase(env);

  await steps.run('ready', 'Platform', async (step) => {
    const onTrouble = (line) => {
      if (started.ready) steps.warn(line);
      else step.write(`${line}\n`);
    };
    for (const name of ['api', 'worker']) {
      const supervised = new Supervised(name, `dist/apps/${name}/main.js`, env, onTrouble);
      started.processes.push(supervised);
      supervised.start();
    }
    await untilHealthy(`http://127.0.0.1:${port}/api/health`, started.processes, step);
    started.ready = true;
    return 'ready';
  });
  printSignIn(publicUrl, demo);
  started.images = buildInBackground(steps, builder, { retry });
}

/** Migrates and seeds. @returns what the seed says of the demo organisation */
async function prepareDatabase(env) {
  await steps.run('migrate', 'Database', async (step) => {
    await run(process.execPath, ['dist/apps/cli/main.js', 'migrate'], { step, env });
    return 'migrated';
  });
  let demo;
  await steps.run('seed', 'Demo organisation', async (step) => {
    const { output } = await run(process.execPath, ['dist/apps/cli/main.js', 'seed'], { step, env });
    const line = output.split('\n').findLast((each) => each.startsWith('{'));
    if (!line) throw new Error('the seed did not say what it made');
    demo = JSON.parse(line);
    return 'there';
  });
  return demo;
}

function printSignIn(publicUrl, demo) {
  const password = demo.managerPassword ?? process.env.DEMO_MANAGER_PASSWORD ?? secrets().managerPassword;
  steps.say(
    [
      '',
      `  Assay is ready after ${((performance.now() - began) / 1000).toFixed(1)} s`,
      '',
      `  Address      ${publicUrl}`,
      `  Manager      ${demo.managerEmail}   ${password}`,
      `  Candidate    ${new URL(demo.candidateUrl, publicUrl).href}`,
      '',
      `  Logs are in ${fromRoot(logsDir)}/. Ctrl-C stops everything; data stays.`,
      '',
    ].join('\n'),
  );
}

/** Takes down what was started. Each part is tried even when one before it fails. @returns whether all went well */
async function takeDown() {
  const { processes, services, compose, engine } = started;
  const wasUp = processes.length > 0 || Boolean(services?.started);
  if (wasUp) steps.say('\nStopping (Ctrl-C again: at once) …');
  const parts = [
    // Interrupted like everything else: it ends within a moment.
    () => started.images,
    () =>
      Promise.all(
        processes.map((each) => each.stop(each.name === 'worker' ? WORKER_GRACE_MS : API_GRACE_MS)),
      ),
    () => engine && removeOrphanedSlots(engine),
    () => services?.started && compose && services.stop(undefined, compose),
    async () => {
      const outcome = await stopOwnEngine();
      if (outcome) steps.say(outcome);
    },
  ];
  let clean = true;
  for (const part of parts) {
    try {
      await part();
    } catch (error) {
      clean = false;
      steps.warn(`While stopping: ${error.message}`);
    }
  }
  if (wasUp)
    steps.say(
      clean ? 'Stopped. Nothing is left running; your data is kept.' : 'Stopped, but not cleanly: see above.',
    );
  return clean;
}
