import type { ChallengeList } from '@assay/contracts';
import { ChallengeStore, packChallenge } from '@assay/challenges';
import { ChallengeVersionsRepository } from '@assay/persistence';
import { readRuntimes, readServices, type LanguageRuntime, type ServiceDefinition } from '@assay/sandbox';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../environment';
import { DatabaseService } from './database.service';

const RETRY_MS = 2_000;

/** The challenges that the folder holds now, the languages and services there are, and the versions stored in the database. */
@Injectable()
export class ChallengeCatalogService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Challenges');
  #store: ChallengeStore | undefined;
  #languages: readonly LanguageRuntime[] = [];
  #services: readonly ServiceDefinition[] = [];
  #fault: string | undefined = 'The challenges are being read.';
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #work: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly versions: ChallengeVersionsRepository,
    private readonly database: DatabaseService,
  ) {}

  onApplicationBootstrap(): void {
    this.#again(0);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.all([this.#work, this.#store?.close()]);
  }

  languages(): readonly LanguageRuntime[] {
    return this.#languages;
  }

  services(): readonly ServiceDefinition[] {
    return this.#services;
  }

  /** What the folder holds now, with what was refused. */
  list(): ChallengeList {
    const challenges = (this.#store?.list() ?? []).map(({ slug, hash, manifest }) => ({
      slug,
      title: manifest.title,
      version: manifest.version,
      hash,
      kind: manifest.kind,
      difficulty: manifest.difficulty,
      minutes: manifest.minutes,
      languages: manifest.languages,
      topics: manifest.topics,
    }));
    return { challenges, faults: [...(this.#store?.faults() ?? [])] };
  }

  /** Undefined when there are challenges to serve and their versions are stored; otherwise what is wrong. */
  fault(): string | undefined {
    return this.#fault;
  }

  #again(delayMs: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#work = this.#work.then(() => this.#take());
    }, delayMs);
  }

  /** Reads what has not been read, stores what has not been stored; tries again later where that fails. */
  async #take(): Promise<void> {
    try {
      this.#store ??= await this.#open();
      const schemaFault = await this.database.fault();
      if (schemaFault !== undefined) {
        this.#fault = 'The challenges wait for the database.';
        this.#again(RETRY_MS);
        return;
      }
      for (const challenge of this.#store.list()) {
        await this.versions.store(challenge, () => packChallenge(challenge));
      }
      const served = this.#store.list().length;
      for (const fault of this.#store.faults()) this.logger.warn(fault, 'a challenge is refused');
      this.#fault = served === 0 ? 'There is no challenge that can be served.' : undefined;
    } catch (error) {
      this.logger.error({ err: error }, 'the challenges can not be served');
      this.#fault = 'The challenges could not be read; the log says why.';
      this.#again(RETRY_MS);
    }
  }

  async #open(): Promise<ChallengeStore> {
    this.#services = await readServices(this.environment.SANDBOX_DIR);
    this.#languages = await readRuntimes(this.environment.SANDBOX_DIR);
    const store = await ChallengeStore.open(this.environment.CHALLENGES_DIR, {
      languages: this.#languages.map((language) => language.id),
    });
    store.onChange(() => {
      this.#again(0);
    });
    return store;
  }
}
