import { submissionChannel, type Language } from '@assay/contracts';
import type { Judging } from '@assay/judging';
import { WaitingSubmissionsRepository } from '@assay/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImagesService } from '../images/images.service';
import { persistently } from '../platform/persist';
import { RedisService } from '../platform/redis.service';
import { PinnedChallengesService } from './pinned-challenges.service';

/** Base data that is there already is found in this time; what takes longer is being made. Milliseconds. */
const DATA_PATIENCE_MS = 400;
const DATA_REASON = 'The data of this challenge are being prepared.';

/**
 * What must be there before a submission is taken: images of its language and services, and its challenge's base data.
 * What is missing costs a submission no try and a worker no place: it waits in the queue, and is told why.
 */
@Injectable()
export class ReadinessService {
  private readonly logger = new Logger('Readiness');
  /** By challenge version and language; false while it is under way. */
  readonly #prepared = new Map<string, { done: boolean; work: Promise<void> }>();

  constructor(
    private readonly images: ImagesService,
    private readonly challenges: PinnedChallengesService,
    private readonly waiting: WaitingSubmissionsRepository,
    private readonly redis: RedisService,
  ) {}

  /** Whether a submission has to wait; then its page is told for what. False too where it is not queued any more. */
  async mustWait(submissionId: string, judging: Judging, stop: AbortSignal): Promise<boolean> {
    const row = await persistently(() => this.waiting.find(submissionId), stop);
    if (row === undefined) return false;
    const { reason } = await this.images.availability(row.services, row.language);
    const missing = reason ?? (await this.#dataMissing(row.slug, row.challengeHash, row.language, judging));
    if (missing === null) return false;
    const seq = await persistently(() => this.waiting.explain(submissionId, missing), stop);
    if (seq !== undefined) {
      this.logger.log({ submissionId, missing }, 'a submission waits');
      this.redis.hint(submissionChannel(submissionId), String(seq));
    }
    return true;
  }

  /**
   * Makes base data and asks for a warm slot. Once for each challenge version and language; what failed is tried afresh.
   * @throws what the judging throws
   */
  async prepare(slug: string, hash: string, language: Language, judging: Judging): Promise<void> {
    await this.#preparation(slug, hash, language, judging).work;
  }

  async #dataMissing(
    slug: string,
    hash: string,
    language: Language,
    judging: Judging,
  ): Promise<string | null> {
    const entry = this.#preparation(slug, hash, language, judging);
    if (entry.done) return null;
    // A failure is the judging's to meet again and to write down: it is the platform's.
    const settled = entry.work.then(
      () => true,
      () => true,
    );
    return (await Promise.race([settled, sleep(DATA_PATIENCE_MS, false)])) ? null : DATA_REASON;
  }

  #preparation(slug: string, hash: string, language: Language, judging: Judging) {
    const key = `${hash}/${language}`;
    const before = this.#prepared.get(key);
    if (before !== undefined) return before;
    const work = this.challenges
      .load(slug, hash)
      .then((challenge) => judging.warm(challenge, language))
      .then(
        () => {
          entry.done = true;
        },
        (error: unknown) => {
          this.#prepared.delete(key);
          throw error;
        },
      );
    const entry = { done: false, work };
    this.#prepared.set(key, entry);
    return entry;
  }
}
