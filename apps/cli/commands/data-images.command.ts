import 'reflect-metadata';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadChallenge, unpackChallenge, type LoadedChallenge } from '@assay/challenges';
import { ChallengeVersionsRepository, createDataSource } from '@assay/persistence';
import { connectEngine, dataImageName, isGone, readServices, type ServiceDefinition } from '@assay/sandbox';
import type { CliEnvironment } from '../environment';
import { EXIT, UsageError, type ExitCode } from '../exit';

/**
 * Prints the names of the images of base data that something still needs, as JSON: those of the challenges in the
 * folder, and of the versions that an assessment, an unfinished attempt or a waiting submission is bound to. A step of
 * `assay images prune`.
 */
export async function dataImagesCommand(environment: CliEnvironment): Promise<ExitCode> {
  if (environment.databaseUrl === undefined) throw new UsageError('DATABASE_URL is not set.');
  const docker = connectEngine(environment.dockerHost);
  const ids = new Map<string, { service: ServiceDefinition; imageId: string }>();
  for (const service of await readServices(environment.sandboxDir)) {
    const found = await docker
      .getImage(service.image)
      .inspect()
      .catch((error: unknown) => {
        if (isGone(error)) return undefined;
        throw error;
      });
    if (found !== undefined) ids.set(service.id, { service, imageId: found.Id });
  }
  const inUse = new Set<string>();
  const take = (challenge: LoadedChallenge): void => {
    for (const id of challenge.manifest.services) {
      const known = ids.get(id);
      if (known !== undefined)
        inUse.add(dataImageName(known.service, known.imageId, challenge.services[id] ?? []));
    }
  };
  await eachInFolder(environment.challengesDir, take);
  await eachPinned(environment.databaseUrl, take);
  process.stdout.write(`${JSON.stringify({ inUse: [...inUse] })}\n`);
  return EXIT.ok;
}

async function eachInFolder(folder: string, take: (challenge: LoadedChallenge) => void): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const loaded = await loadChallenge(path.join(folder, entry.name), { packed: true });
    if (loaded.ok) take(loaded.challenge);
  }
}

async function eachPinned(url: string, take: (challenge: LoadedChallenge) => void): Promise<void> {
  const dataSource = createDataSource({ url, applicationName: 'assay-images', poolSize: 1 });
  await dataSource.initialize();
  const temporary = await mkdtemp(path.join(tmpdir(), 'assay-images-'));
  try {
    const versions = new ChallengeVersionsRepository(dataSource);
    for (const { hash, slug } of await versions.inUse()) {
      const packed = await versions.package(hash);
      if (packed === undefined) continue;
      const folder = path.join(temporary, hash, slug);
      await mkdir(folder, { recursive: true });
      const loaded = await unpackChallenge(packed, folder);
      // What can't be read any more can't be judged either; its image is left to nobody.
      if (loaded.ok) take(loaded.challenge);
    }
  } finally {
    await dataSource.destroy();
    await rm(temporary, { recursive: true, force: true });
  }
}
