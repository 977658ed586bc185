import path from 'node:path';
import { languageOfReference, loadChallenge, type LoadedChallenge } from '@assay/challenges';
import { readRuntimes, type LanguageRuntime } from '@assay/sandbox';
import type Docker from 'dockerode';
import type { BenchEnvironment } from './environment';
import { BenchUsageError, type BenchOptions } from './options';
import { plainCommandFor, type PlainCommand } from './plain/plain-commands';
import type { LeftOut } from './report';

/** Shipped with the platform, and what its promise of speed is measured by. The first has every language and framework. */
const CHALLENGES = ['bookshelf', 'idempotent-payments', 'broken-login'];

/** A reference that is measured. */
export interface Chosen {
  readonly challenge: LoadedChallenge;
  /** Its name in the challenge: the language, or the language and a framework, such as `typescript.nestjs`. */
  readonly name: string;
  readonly runtime: LanguageRuntime;
  readonly command: PlainCommand;
}

/** @throws BenchUsageError for a challenge or a language that is not there */
export async function choose(
  docker: Docker,
  environment: BenchEnvironment,
  options: BenchOptions,
): Promise<{ chosen: Chosen[]; leftOut: LeftOut[] }> {
  const runtimes = await readRuntimes(environment.sandboxDir);
  const challenges = await Promise.all(
    (options.challenges.length === 0 ? CHALLENGES : options.challenges).map((slug) =>
      load(environment, slug),
    ),
  );
  const all = challenges.flatMap((challenge) =>
    Object.keys(challenge.references)
      .toSorted()
      .map((name) => ({ challenge, name, language: languageOfReference(name) })),
  );
  const known = [...new Set(all.flatMap(({ name, language }) => [name, language]))];
  const unknown = options.languages.find((one) => !known.includes(one));
  if (unknown !== undefined)
    throw new BenchUsageError(`--language "${unknown}" is not known. Choose from: ${known.join(', ')}.`);

  const chosen: Chosen[] = [];
  const leftOut: LeftOut[] = [];
  for (const { challenge, name, language } of all) {
    const asked = options.languages;
    if (asked.length > 0 && !asked.includes(name) && !asked.includes(language)) continue;
    const runtime = runtimes.find((one) => one.id === language);
    const command = runtime && plainCommandFor(runtime);
    const images = [runtime?.image, command?.image].filter((image) => image !== undefined);
    const missing = await firstMissing(docker, images);
    if (runtime === undefined || command === undefined)
      leftOut.push({
        challenge: challenge.slug,
        reference: name,
        reason: 'no plain command is known for it',
      });
    else if (missing !== undefined)
      leftOut.push({ challenge: challenge.slug, reference: name, reason: `there is no image ${missing}` });
    else chosen.push({ challenge, name, runtime, command });
  }
  return { chosen, leftOut };
}

async function load(environment: BenchEnvironment, slug: string): Promise<LoadedChallenge> {
  const loaded = await loadChallenge(path.join(environment.challengesDir, slug));
  if (!loaded.ok) {
    const faults = loaded.faults.map((fault) => `${fault.file}: ${fault.message}`).join('; ');
    throw new BenchUsageError(`The challenge "${slug}" can't be measured: ${faults}`);
  }
  const { kind, services } = loaded.challenge.manifest;
  if (kind !== 'service' || services.some((service) => service !== 'postgresql'))
    throw new BenchUsageError(
      `The challenge "${slug}" can't be measured: the plain side runs services alone, and PostgreSQL beside them.`,
    );
  return loaded.challenge;
}

async function firstMissing(docker: Docker, images: readonly string[]): Promise<string | undefined> {
  for (const image of images) {
    const there = await docker
      .getImage(image)
      .inspect()
      .then(
        () => true,
        () => false,
      );
    if (!there) return image;
  }
  return undefined;
}
