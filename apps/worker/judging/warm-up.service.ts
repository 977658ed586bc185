import type { Language } from '@assay/contracts';
import { ChallengeVersionsRepository } from '@assay/persistence';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImagesService } from '../images/images.service';
import { DatabaseService } from '../platform/database.service';
import { JudgingService } from './judging.service';
import { PinnedChallengesService } from './pinned-challenges.service';
import { ReadinessService } from './readiness.service';

/** How often it is looked whether an image that was missing is there, milliseconds. */
const LOOK_AGAIN_MS = 5_000;

/**
 * Says which slots will be wanted: those of the assessments' challenges, each once its images are there. What fits is the
 * pool's to decide.
 */
@Injectable()
export class WarmUpService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('WarmUp');
  readonly #stop = new AbortController();

  constructor(
    private readonly database: DatabaseService,
    private readonly judging: JudgingService,
    private readonly images: ImagesService,
    private readonly versions: ChallengeVersionsRepository,
    private readonly challenges: PinnedChallengesService,
    private readonly readiness: ReadinessService,
  ) {}

  onApplicationBootstrap(): void {
    this.#warm().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'slots are not prepared; the first submissions wait longer');
    });
  }

  beforeApplicationShutdown(): void {
    this.#stop.abort();
  }

  async #warm(): Promise<void> {
    await this.database.ready();
    const judging = await this.judging.opened();
    if (judging === undefined) return;
    const offered = judging.languages().map((language) => language.id);
    let wanted = (await this.versions.ofAssessments()).flatMap(({ slug, hash, languages }) =>
      languages.filter((one) => offered.includes(one)).map((language) => ({ slug, hash, language })),
    );
    while (wanted.length > 0 && !this.#stop.signal.aborted) {
      const later: typeof wanted = [];
      for (const one of wanted) {
        if (this.#stopped()) return;
        if (!(await this.#ready(one))) later.push(one);
        else
          await this.readiness.prepare(one.slug, one.hash, one.language, judging).catch(this.#passOver(one));
      }
      wanted = later;
      if (wanted.length > 0)
        await sleep(LOOK_AGAIN_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  /** Asked anew after each wait. */
  #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #ready({
    slug,
    hash,
    language,
  }: {
    slug: string;
    hash: string;
    language: Language;
  }): Promise<boolean> {
    const { manifest } = await this.challenges.load(slug, hash);
    return (await this.images.availability(manifest.services, language)).state === 'ready';
  }

  #passOver(which: object): (error: unknown) => void {
    return (error) => {
      this.logger.warn({ err: error, ...which }, 'a slot is not prepared; its first submission waits longer');
    };
  }
}
