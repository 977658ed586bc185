import { ChallengeVersionsRepository } from '@assay/persistence';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DatabaseService } from '../platform/database.service';
import { JudgingService } from './judging.service';
import { PinnedChallengesService } from './pinned-challenges.service';

/** Says at the start which slots will be wanted: those of the assessments' challenges. What fits is the pool's to decide. */
@Injectable()
export class WarmUpService implements OnApplicationBootstrap {
  private readonly logger = new Logger('WarmUp');

  constructor(
    private readonly database: DatabaseService,
    private readonly judging: JudgingService,
    private readonly versions: ChallengeVersionsRepository,
    private readonly challenges: PinnedChallengesService,
  ) {}

  onApplicationBootstrap(): void {
    this.#warm().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'slots are not prepared; the first submissions wait longer');
    });
  }

  async #warm(): Promise<void> {
    await this.database.ready();
    const judging = await this.judging.opened();
    if (judging === undefined) return;
    const offered = judging.languages().map((language) => language.id);
    for (const { slug, hash, languages } of await this.versions.ofAssessments()) {
      const challenge = await this.challenges.load(slug, hash);
      for (const language of languages.filter((one) => offered.includes(one))) {
        await judging.warm(challenge, language);
      }
    }
  }
}
