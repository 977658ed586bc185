import {
  sourceFilesFault,
  type ChallengeManifest,
  type CreateSubmissionBody,
  type CreatedSubmission,
  type Language,
  type SubmissionReview,
  type SubmissionView,
  type TestResult,
} from '@assay/contracts';
import { isInFlight, redactSubmission, resultsSoFar } from '@assay/domain';
import {
  AttemptsRepository,
  SubmissionsRepository,
  type Actor,
  type SubmissionRecord,
} from '@assay/persistence';
import { Injectable } from '@nestjs/common';
import { AttemptTurnsService } from '../attempts/attempt-turns.service';
import { AttemptsService } from '../attempts/attempts.service';
import { AppError, notFound, orThrow } from '../http/app-error';
import { isId } from '../http/id';
import { JudgingQueueService } from '../platform/judging-queue.service';
import { PlatformStateService } from '../platform/platform-state.service';
import { submissionReview, submissionView } from './submission-views';

@Injectable()
export class SubmissionsService {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly turns: AttemptTurnsService,
    private readonly attemptRows: AttemptsRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly queue: JudgingQueueService,
    private readonly state: PlatformStateService,
  ) {}

  /** The row first, then the job: with Redis away the row stays queued, and the reconciler finds it. */
  async create(attemptId: string, body: CreateSubmissionBody): Promise<CreatedSubmission> {
    await this.attempts.settled(attemptId);
    const fault = sourceFilesFault(body.files);
    if (fault !== undefined) throw new AppError(fault.code, fault.message);
    const challenge = (await this.attemptRows.challenges([attemptId])).find(
      (one) => one.slug === body.challenge,
    );
    if (challenge !== undefined) {
      this.attempts.checkLanguage(body.language, challenge.manifest.languages);
      await this.attempts.checkReadOnly(challenge, body.language, body.files);
    }
    const off =
      challenge === undefined ? new Map<Language, string>() : this.#languagesOff(challenge.manifest);
    const accepted = orThrow(
      await this.turns.take(attemptId, () => this.submissions.create(attemptId, body, off)),
    );
    if (accepted.isNew) await this.queue.add(accepted);
    const { id, status, mode, createdAt, submissionsLeft } = accepted;
    return { id, status, mode, createdAt: createdAt.toISOString(), submissionsLeft };
  }

  /** An attempt's submissions and runs as the candidate may see them, newest first, without long texts. */
  async ofAttempt(attemptId: string): Promise<SubmissionView[]> {
    const records = await this.submissions.ofAttempt(attemptId);
    return Promise.all(records.map((record) => this.#redacted(record)));
  }

  async view(id: string): Promise<SubmissionView> {
    const record = await this.submissions.find(id);
    if (record === undefined) throw notFound('submission');
    return this.#redacted(record);
  }

  async review(id: string, { organisationId }: Actor): Promise<SubmissionReview> {
    const record = isId(id) ? await this.submissions.findOf(organisationId, id) : undefined;
    if (record === undefined) throw notFound('submission');
    const [soFar, files] = await Promise.all([this.#soFar(record), this.submissions.files(id)]);
    return submissionReview(record, soFar, files, this.#waitsFor(record));
  }

  /** Languages that can't be had, and why. One that is being prepared is none of them: it is waited for. */
  #languagesOff(manifest: ChallengeManifest): Map<Language, string> {
    const off = new Map<Language, string>();
    for (const language of manifest.languages) {
      const { state, reason } = this.state.availability(manifest, language);
      if (state === 'off') off.set(language, reason ?? 'This language is off.');
    }
    return off;
  }

  /** What a queued one waits for besides a free place. */
  #waitsFor(record: SubmissionRecord): string | null {
    return record.status === 'queued'
      ? this.state.availability(record.manifest, record.language).reason
      : null;
  }

  async #redacted(record: SubmissionRecord): Promise<SubmissionView> {
    return redactSubmission(submissionView(record, await this.#soFar(record), this.#waitsFor(record)));
  }

  async #soFar(record: SubmissionRecord): Promise<TestResult[]> {
    if (!isInFlight(record.status)) return [];
    const events = await this.submissions.eventsAfter(record.id, 0, 5_000);
    return resultsSoFar(events.map((one) => one.event));
  }
}
