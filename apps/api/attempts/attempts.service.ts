import {
  attemptChannel,
  protectedFileFaults,
  readOnlyEntries,
  sourceFilesFault,
  type AttemptView,
  type CandidateChallenge,
  type SaveDraftBody,
  type SavedDraft,
  type SourceFile,
} from '@assay/contracts';
import { isPastDeadline } from '@assay/domain';
import {
  AttemptsRepository,
  ChallengeVersionsRepository,
  DraftsRepository,
  type AttemptChallengeRecord,
  type AttemptRecord,
  type FinishedAttempt,
} from '@assay/persistence';
import { entryOf } from '@assay/sandbox';
import { Injectable } from '@nestjs/common';
import { AppError, notFound, orThrow } from '../http/app-error';
import { ChallengeCatalogService } from '../platform/challenge-catalog.service';
import { HintsService } from '../platform/hints.service';
import { JudgingQueueService } from '../platform/judging-queue.service';
import { PlatformStateService } from '../platform/platform-state.service';
import { languageInfo } from '../platform-view/platform-view.service';
import { AttemptTurnsService } from './attempt-turns.service';
import { attemptView, type Offer } from './attempt-views';

/** What a candidate does with an attempt. Access has been checked before. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly turns: AttemptTurnsService,
    private readonly drafts: DraftsRepository,
    private readonly versions: ChallengeVersionsRepository,
    private readonly catalog: ChallengeCatalogService,
    private readonly hints: HintsService,
    private readonly queue: JudgingQueueService,
    private readonly state: PlatformStateService,
  ) {}

  async view(id: string): Promise<AttemptView> {
    return this.#view(await this.settled(id));
  }

  async start(id: string): Promise<AttemptView> {
    await this.settled(id);
    const attempt = orThrow(await this.turns.take(id, () => this.attempts.start(id)));
    this.hints.send(attemptChannel(id), 'started');
    return this.#view(attempt);
  }

  async finish(id: string): Promise<AttemptView> {
    await this.settled(id);
    const finished = orThrow(await this.turns.take(id, () => this.attempts.finish(id)));
    await this.#announce(finished);
    return this.#view(finished.attempt);
  }

  /** The attempt as it stands by the clock: one whose time is over is finished first, whether or not a worker has seen it. */
  async settled(id: string): Promise<AttemptRecord> {
    const attempt = await this.attempts.find(id);
    if (attempt === undefined) throw notFound('attempt');
    if (attempt.state !== 'started' || !isPastDeadline(attempt, new Date())) return attempt;
    const finished = await this.attempts.finishByClock(id);
    if (finished === undefined) return (await this.attempts.find(id)) ?? attempt;
    await this.#announce(finished);
    return finished.attempt;
  }

  /** Everything that the editor's page needs. Only once the attempt has started, so that nobody reads ahead. */
  async challenge(id: string, slug: string): Promise<CandidateChallenge> {
    const attempt = await this.settled(id);
    if (attempt.state === 'ready') {
      throw new AppError(
        'attempt_not_started',
        'The attempt has not started. Press Start on its first page.',
      );
    }
    const { hash } = await this.#pinned(id, slug);
    const version = await this.versions.find(hash);
    if (version === undefined) {
      throw new AppError(
        'challenge_unavailable',
        'The challenge can not be served at the moment. Try again.',
      );
    }
    const { manifest, tests } = version;
    const drafts = await this.drafts.ofChallenge(id, slug);
    const languages = this.catalog.languages().filter((language) => manifest.languages.includes(language.id));
    return {
      slug,
      title: version.title,
      difficulty: manifest.difficulty,
      minutes: manifest.minutes,
      topics: manifest.topics,
      statement: version.statement,
      languages: manifest.languages.flatMap((language) =>
        languages
          .filter((one) => one.id === language)
          .map((one) => ({
            ...languageInfo(one),
            entry: entryOf(one, manifest.kind) ?? one.entry,
            frameworks: [...one.frameworks],
          })),
      ),
      starters: Object.fromEntries(
        languages.map((language) => [language.id, version.starters[language.id] ?? []]),
      ),
      groups: manifest.groups.map((group) => ({
        id: group.id,
        title: group.title,
        weight: group.weight,
        visibility: group.visibility,
        tests: tests.filter((test) => test.group === group.id).length,
      })),
      readOnly: Object.fromEntries(
        languages.map((language) => [language.id, readOnlyEntries(manifest, language.id)]),
      ),
      drafts,
      language: drafts[0]?.language ?? null,
    };
  }

  async saveDraft(id: string, slug: string, body: SaveDraftBody): Promise<SavedDraft> {
    await this.settled(id);
    const pinned = await this.#pinned(id, slug);
    this.checkLanguage(body.language, pinned.manifest.languages);
    const fault = sourceFilesFault(body.files);
    // Files that were emptied are work in progress; everything else could not be submitted later either.
    if (fault !== undefined && fault.code !== 'submission_empty')
      throw new AppError(fault.code, fault.message);
    await this.checkReadOnly(pinned, body.language, body.files);
    return orThrow(await this.turns.take(id, () => this.drafts.save(id, slug, body)));
  }

  /** Refuses a language that the challenge does not offer, or that has no runtime here. */
  checkLanguage(language: string, ofChallenge: readonly string[]): void {
    const offered = this.catalog
      .languages()
      .map((one) => one.id)
      .filter((one) => ofChallenge.includes(one));
    if (offered.includes(language)) return;
    if (this.catalog.languages().length === 0) {
      throw new AppError('not_ready', 'The platform is starting. Try again in a few seconds.');
    }
    throw new AppError(
      'unknown_language',
      `"${language}" is not offered here. Choose one of: ${offered.join(', ')}.`,
    );
  }

  /** Refuses files that the manifest says are read-only and that are not as the starter has them. */
  async checkReadOnly(
    { hash, manifest }: Pick<AttemptChallengeRecord, 'hash' | 'manifest'>,
    language: string,
    files: readonly SourceFile[],
  ): Promise<void> {
    const entries = readOnlyEntries(manifest, language);
    if (entries.length === 0) return;
    const version = await this.versions.find(hash);
    const [fault] = protectedFileFaults(files, version?.starters[language] ?? [], entries);
    if (fault !== undefined) throw new AppError('protected_file', fault.message);
  }

  async #pinned(id: string, slug: string): Promise<AttemptChallengeRecord> {
    const challenges = await this.attempts.challenges([id]);
    const challenge = challenges.find((one) => one.slug === slug);
    if (challenge === undefined) {
      const known = challenges.map((one) => one.slug).join(', ');
      throw new AppError('unknown_challenge', `The assessment has no such challenge. It has: ${known}.`);
    }
    return challenge;
  }

  async #announce({ attempt, handedIn }: FinishedAttempt): Promise<void> {
    this.hints.send(attemptChannel(attempt.id), 'finished');
    await Promise.all(handedIn.map((submissionId) => this.queue.add({ id: submissionId, enqueued: 1 })));
  }

  async #view(attempt: AttemptRecord): Promise<AttemptView> {
    const [challenges, tallies] = await Promise.all([
      this.attempts.challenges([attempt.id]),
      this.attempts.tallies([attempt.id]),
    ]);
    const offer: Offer = {
      languages: this.catalog.languages().map((language) => language.id),
      availability: (manifest, language) => this.state.availability(manifest, language),
    };
    return attemptView({ attempt, challenges, tallies }, offer, new Date());
  }
}
