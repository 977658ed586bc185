import path from 'node:path';
import { loadChallenge, type LoadedChallenge } from '@assay/challenges';
import { makeSlotPlan } from '@assay/judging';
import { connectEngine, readRuntimes, readServices, type LanguageRuntime } from '@assay/sandbox';
import type Docker from 'dockerode';
import type { Contender } from './contender';
import { DirectSide, openDirect } from './direct';
import { readBenchEnvironment, type BenchEnvironment } from './environment';
import { Leftovers } from './leftovers';
import { machineLine } from './machine-line';
import { measure } from './measure';
import { BenchUsageError, readOptions, USAGE, type BenchOptions } from './options';
import { PlainDatabase } from './plain/plain-database';
import { PlainMachine } from './plain/machine';
import { PlainSide } from './plain/plain-side';
import { Platform } from './platform/platform';
import { rowOf, tableOf, type BenchReport, type ReportRow } from './report';

/** Shipped with the platform, and what its promise of speed is measured by. */
const CHALLENGES = ['idempotent-payments', 'broken-login'];

const INTERRUPTED = 130;

const leftovers = new Leftovers();
const interruption = new AbortController();
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) return;
    interruption.abort(new Error('interrupted'));
    // What is under way breaks when its processes end; the exit code says why.
    void leftovers.clear().then(() => process.exit(INTERRUPTED));
  });
}

process.on('uncaughtException', (error) => {
  say(`Could not measure: ${error.stack ?? error.message}`);
  void leftovers.clear().then(() => process.exit(1));
});

main().then(
  async (code) => {
    if (interruption.signal.aborted) return;
    process.exit((await leftovers.clear()) ? code : 1);
  },
  async (error: unknown) => {
    if (interruption.signal.aborted) return;
    if (error instanceof BenchUsageError) say(`${error.message}\n\n${USAGE}`);
    else say(`Could not measure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    await leftovers.clear();
    process.exit(error instanceof BenchUsageError ? 2 : 1);
  },
);

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const environment = readBenchEnvironment();
  const docker = connectEngine(environment.dockerHost);
  const startedAt = new Date();
  const runtimes = await chosenRuntimes(docker, environment, options);
  const challenges = await chosenChallenges(environment, options);
  say('unpacking the images for the plain side (once for each build of them)');
  const cache = path.join(environment.root, '.assay/bench');
  const images = [
    ...new Set(runtimes.map((runtime) => runtime.image)),
    'assay/judge:latest',
    'assay/service-postgresql:latest',
  ];
  const machine = await PlainMachine.open(docker, cache, images, leftovers);
  const services = await readServices(environment.sandboxDir);
  const contenders = await openContenders(docker, environment, options, challenges);

  const results: ReportRow[] = [];
  for (const challenge of challenges) {
    for (const runtime of runtimes.filter((one) => challenge.manifest.languages.includes(one.id))) {
      const [service] = (await makeSlotPlan(docker, services, challenge, runtime)).services;
      const database =
        service === undefined ? undefined : await PlainDatabase.open(machine, service.image, leftovers);
      const plain = await PlainSide.open(machine, challenge, runtime, database, leftovers);
      const samples = await measure(plain, await contenders(challenge, runtime), {
        rounds: options.rounds,
        interrupted: interruption.signal,
        progress: (round) => {
          progress(`${challenge.slug} · ${runtime.id}`, round, options.rounds);
        },
      });
      results.push(rowOf(challenge.slug, runtime.id, samples));
    }
  }
  const report: BenchReport = {
    machine: await machineLine(docker),
    mode: options.direct ? 'direct' : 'platform',
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    results,
  };
  process.stdout.write(`${options.json ? JSON.stringify(report, null, 2) : tableOf(report)}\n`);
  return 0;
}

function progress(what: string, round: number, rounds: number): void {
  const where = round < 1 ? 'warming up' : `round ${Math.min(round, rounds)} of ${rounds}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}: ${where}${round >= rounds ? '\n' : ''}`);
  else if (round === 1) say(`${what}: ${rounds} rounds`);
}

/** The languages that were asked for and whose image is here. */
async function chosenRuntimes(
  docker: Docker,
  environment: BenchEnvironment,
  options: BenchOptions,
): Promise<LanguageRuntime[]> {
  const all = await readRuntimes(environment.sandboxDir);
  refuseUnknown(
    '--language',
    options.languages,
    all.map((runtime) => runtime.id),
  );
  const asked = all.filter(
    (runtime) => options.languages.length === 0 || options.languages.includes(runtime.id),
  );
  const found: LanguageRuntime[] = [];
  for (const runtime of asked) {
    const there = await docker
      .getImage(runtime.image)
      .inspect()
      .then(
        () => true,
        () => false,
      );
    if (there) found.push(runtime);
    else say(`${runtime.name} is left out: there is no image ${runtime.image}`);
  }
  if (found.length === 0) throw new Error('there is no image of any language that was asked for');
  return found;
}

async function chosenChallenges(
  environment: BenchEnvironment,
  options: BenchOptions,
): Promise<LoadedChallenge[]> {
  refuseUnknown('--challenge', options.challenges, CHALLENGES);
  const slugs = CHALLENGES.filter(
    (slug) => options.challenges.length === 0 || options.challenges.includes(slug),
  );
  return Promise.all(
    slugs.map(async (slug) => {
      const loaded = await loadChallenge(path.join(environment.challengesDir, slug));
      if (loaded.ok) return loaded.challenge;
      throw new Error(
        `${slug} is faulty: ${loaded.faults.map((fault) => `${fault.file}: ${fault.message}`).join('; ')}`,
      );
    }),
  );
}

function refuseUnknown(option: string, asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.find((one) => !known.includes(one));
  if (unknown !== undefined)
    throw new BenchUsageError(`${option} "${unknown}" is not known. Choose from: ${known.join(', ')}.`);
}

type OpenContender = (challenge: LoadedChallenge, runtime: LanguageRuntime) => Promise<Contender>;

async function openContenders(
  docker: Docker,
  environment: BenchEnvironment,
  options: BenchOptions,
  challenges: readonly LoadedChallenge[],
): Promise<OpenContender> {
  if (options.direct) {
    const judging = await openDirect(environment, leftovers);
    return (challenge, runtime) => Promise.resolve(new DirectSide(judging, challenge, runtime.id));
  }
  say('starting API and worker');
  const platform = await Platform.start(docker, environment, challenges, leftovers);
  const services = await readServices(environment.sandboxDir);
  return (challenge, runtime) => platform.side(challenge, runtime, services);
}
