import { ChallengeStore, unpackChallenge, type LoadedChallenge } from '@assay/challenges';
import { ChallengeVersionsRepository } from '@assay/persistence';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENVIRONMENT, type Environment } from '../environment';

/** Challenges by their pinned hash: from the folder while it is at that version, else from the version that was stored. */
@Injectable()
export class PinnedChallengesService implements OnApplicationShutdown {
  #store: Promise<ChallengeStore> | undefined;
  #cache: Promise<string> | undefined;
  readonly #unpacked = new Map<string, Promise<LoadedChallenge>>();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly versions: ChallengeVersionsRepository,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await (await this.#store)?.close();
    const folder = await this.#cache;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  /** @throws Error when the version is not stored, or what is stored is not that version */
  async load(slug: string, hash: string): Promise<LoadedChallenge> {
    const current = (await this.#folder())?.get(slug);
    if (current?.hash === hash) return current;
    let unpacked = this.#unpacked.get(hash);
    if (unpacked === undefined) {
      unpacked = this.#unpack(slug, hash);
      this.#unpacked.set(hash, unpacked);
      // What failed is tried afresh the next time.
      unpacked.catch(() => this.#unpacked.delete(hash));
    }
    return unpacked;
  }

  async #folder(): Promise<ChallengeStore | undefined> {
    this.#store ??= ChallengeStore.open(this.environment.CHALLENGES_DIR);
    try {
      return await this.#store;
    } catch {
      // The stored versions serve without the folder; it is tried again the next time.
      this.#store = undefined;
      return undefined;
    }
  }

  async #unpack(slug: string, hash: string): Promise<LoadedChallenge> {
    const packed = await this.versions.package(hash);
    if (packed === undefined) throw new Error(`the version ${hash} of "${slug}" is not stored`);
    this.#cache ??= mkdtemp(path.join(tmpdir(), 'assay-challenges-'));
    const folder = path.join(await this.#cache, hash);
    await mkdir(folder, { recursive: true });
    const loaded = await unpackChallenge(packed, folder);
    if (!loaded.ok)
      throw new Error(
        `the stored version ${hash} of "${slug}" does not load: ${loaded.faults[0]?.message ?? ''}`,
      );
    if (loaded.challenge.hash !== hash)
      throw new Error(`what is stored as ${hash} of "${slug}" is ${loaded.challenge.hash}`);
    return loaded.challenge;
  }
}
