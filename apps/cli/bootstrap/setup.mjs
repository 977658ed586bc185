// The set-up that `npm start`, `npm test`, `npm run bench` and `assay` share. Each part does only what is missing.
import { checkPlatform, ensurePackages } from './packages.mjs';
import { buildWeb, compileSources } from './application.mjs';
import { ensureCompose, ensureEngine } from './engine.mjs';
import { ImageBuilder } from './images.mjs';
import { inOrderOfNeed, readChallenges, readRuntimes } from './image-need.mjs';
import { waitForLock } from './processes.mjs';
import { secrets } from './state.mjs';
import { interruption } from './steps.mjs';

/**
 * Packages, compiled code and pages, Docker Engine, images, and the platform's services.
 * @param {import('./steps.mjs').Steps} steps
 * @param {{ services?: import('./services.mjs').PlatformServices, web?: boolean, retryImages?: boolean,
 *   images?: () => string[], asTheyAre?: boolean, judging?: boolean, onFound?: (found: object) => void }} options
 *   images: the tags to build beside those that nothing can do without, all where it is left out; called once packages
 *   are there. asTheyAre: nothing is built, what the engine has is taken. judging: false leaves out everything that needs Docker. onFound hears of the engine and of Compose as
 *   soon as they are known
 * @returns {Promise<{ engine?: import('./engine-api.mjs').Engine, compose?: { program: string, first: string[] },
 *   builder?: ImageBuilder, unavailable: { tag: string, reason: string }[] }>}
 */
export async function setUp(
  steps,
  { services, web = true, retryImages = false, images, asTheyAre = false, judging = true, onFound } = {},
) {
  checkPlatform();
  const lock = await waitForLock(
    'setup',
    (holder) => steps.say(`… another command (process ${holder.pid}) is setting up; waiting for it`),
    interruption.signal,
  );
  try {
    await steps.run('packages', 'Packages', ensurePackages);
    // Both halves to their end, so that no step of one still runs when the other's failure is reported.
    const failures = [];
    const note = (error) => {
      steps.halt();
      failures.push(error);
    };
    const code = prepareCode(steps, web).catch(note);
    const sandbox = judging
      ? prepareSandbox(steps, services, { retry: retryImages, images, asTheyAre, onFound }).catch(note)
      : { unavailable: [] };
    await code;
    const found = await sandbox;
    if (failures.length > 0) throw failures[0];
    return found;
  } finally {
    lock.release();
  }
}

async function prepareCode(steps, web) {
  await steps.run('compile', 'Code', compileSources);
  if (web) await steps.run('web', 'Pages', buildWeb);
}

async function prepareSandbox(steps, services, { retry, images, asTheyAre, onFound }) {
  const { engine } = await steps.run('engine', 'Docker Engine', ensureEngine);
  onFound?.({ engine });
  const builder = await ImageBuilder.open(steps, engine);
  const wanted = images ? images() : inOrderOfNeed(readRuntimes(), readChallenges(), builder.tags);
  if (!asTheyAre) await builder.build({ required: services?.images, wanted, retry });
  const { unavailable } = builder;
  for (const { tag, reason } of unavailable) {
    steps.warn(
      `${tag} is not available: ${reason}. What needs it is off; everything else works. Try again: npx assay images build`,
    );
  }
  if (!services) return { engine, builder, unavailable };
  const compose = await steps.run('compose', 'Compose', async (step) => ensureCompose(step));
  onFound?.({ compose });
  await steps.run('services', 'PostgreSQL and Redis', (step) => services.start(step, engine, compose));
  return { engine, compose, builder, unavailable };
}

/**
 * The environment of API, worker and commands.
 * @param {import('./services.mjs').PlatformServices | undefined} services
 */
export function applicationEnv(services, engine) {
  return {
    NODE_ENV: process.env.NODE_ENV ?? 'production',
    DOCKER_HOST: engine.host,
    SESSION_SECRET: process.env.SESSION_SECRET ?? secrets().sessionSecret,
    DEMO_MANAGER_PASSWORD: process.env.DEMO_MANAGER_PASSWORD ?? secrets().managerPassword,
    ...(services ? { DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl } : {}),
  };
}
