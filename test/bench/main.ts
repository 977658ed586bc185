import path from 'node:path';
import type { LoadedChallenge } from '@assay/challenges';
import { makeSlotPlan } from '@assay/judging';
import { connectEngine, readServices, type ServiceDefinition } from '@assay/sandbox';
import type Docker from 'dockerode';
import type { Contender } from './contender';
import { DirectSide, openDirect } from './direct';
import { readBenchEnvironment, type BenchEnvironment } from './environment';
import { Leftovers } from './leftovers';
import { machineLine } from './machine-line';
import { measure, type Samples } from './measure';
import { BenchUsageError, readOptions, USAGE, type BenchOptions } from './options';
import { PlainDatabase } from './plain/plain-database';
import { PlainRoots } from './plain/plain-roots';
import { PlainSide } from './plain/plain-side';
import { Platform } from './platform/platform';
import { rowOf, tableOf, type BenchReport, type ReportRow } from './report';
import { choose, type Chosen } from './selection';

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
  const { chosen, leftOut } = await choose(docker, environment, options);
  for (const { challenge, reference, reason } of leftOut)
    say(`${challenge} · ${reference} is left out: ${reason}`);
  if (chosen.length === 0) throw new Error('nothing of what was asked for can be measured');
  const roots = await PlainRoots.open(docker, path.join(environment.root, '.assay/bench'), leftovers);
  const services = await readServices(environment.sandboxDir);
  const contenders = await openContenders(docker, environment, options, chosen, services);

  const databases = new Map<string, PlainDatabase>();
  const results: ReportRow[] = [];
  for (const one of chosen) {
    const { challenge, runtime, name } = one;
    interruption.signal.throwIfAborted();
    try {
      const plain = await openPlain(docker, roots, services, databases, one);
      const samples = await measureOne(plain, await contenders(one), one, options.rounds);
      results.push(rowOf(challenge.slug, { language: runtime.id, reference: name }, samples));
    } catch (error) {
      if (interruption.signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      say(`${challenge.slug} · ${name} could not be measured: ${reason}`);
      leftOut.push({ challenge: challenge.slug, reference: name, reason });
    }
  }
  const report: BenchReport = {
    machine: await machineLine(docker),
    mode: options.direct ? 'direct' : 'platform',
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    results,
    leftOut,
  };
  process.stdout.write(`${options.json ? JSON.stringify(report, null, 2) : tableOf(report)}\n`);
  return results.length === chosen.length ? 0 : 1;
}

/**
 * The suite and a reference as plain processes, with a database where the challenge has one.
 * @param databases by the image of their base data: one serves all references of a challenge
 */
async function openPlain(
  docker: Docker,
  roots: PlainRoots,
  services: readonly ServiceDefinition[],
  databases: Map<string, PlainDatabase>,
  reference: Chosen,
): Promise<PlainSide> {
  const { challenge, runtime } = reference;
  const [service] = (await makeSlotPlan(docker, services, challenge, runtime)).services;
  let database = service && databases.get(service.image);
  if (service !== undefined && database === undefined) {
    database = await PlainDatabase.open(roots, service, leftovers);
    databases.set(service.image, database);
  }
  return PlainSide.open(roots, challenge, reference, database, leftovers);
}

function measureOne(
  plain: PlainSide,
  contender: Contender,
  { challenge, name }: Chosen,
  rounds: number,
): Promise<Samples> {
  return measure(plain, contender, {
    rounds,
    interrupted: interruption.signal,
    progress: (round) => {
      progress(`${challenge.slug} · ${name}`, round, rounds);
    },
  });
}

function progress(what: string, round: number, rounds: number): void {
  const where = round < 1 ? 'warming up' : `round ${Math.min(round, rounds)} of ${rounds}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}: ${where}${round >= rounds ? '\n' : ''}`);
  else if (round === 1) say(`${what}: ${rounds} rounds`);
}

type OpenContender = (reference: Chosen) => Promise<Contender>;

async function openContenders(
  docker: Docker,
  environment: BenchEnvironment,
  options: BenchOptions,
  chosen: readonly Chosen[],
  services: readonly ServiceDefinition[],
): Promise<OpenContender> {
  if (options.direct) {
    const judging = await openDirect(environment, leftovers);
    return ({ challenge, runtime, name }) =>
      Promise.resolve(new DirectSide(judging, challenge, runtime.id, name));
  }
  say('starting API and worker');
  const challenges = new Map<string, LoadedChallenge>(
    chosen.map(({ challenge }) => [challenge.slug, challenge]),
  );
  const platform = await Platform.start(docker, environment, [...challenges.values()], leftovers);
  return ({ challenge, runtime, name }) => platform.side(challenge, runtime, name, services);
}
