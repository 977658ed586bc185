import {
  attemptChannel,
  type AttemptReview,
  type AttemptSummary,
  type ExtraTimeBody,
} from '@assay/contracts';
import {
  AttemptsRepository,
  SubmissionsRepository,
  type Actor,
  type AttemptRecord,
} from '@assay/persistence';
import { Injectable } from '@nestjs/common';
import { notFound, orThrow } from '../http/app-error';
import { isId } from '../http/id';
import { HintsService } from '../platform/hints.service';
import { reviewSummary } from '../submissions/submission-views';
import { attemptSummary } from './attempt-views';

/** What managers see of attempts, and do to them. Other organisations' attempts do not exist for them. */
@Injectable()
export class AttemptReviewsService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly hints: HintsService,
  ) {}

  async list({ organisationId }: Actor): Promise<AttemptSummary[]> {
    return this.#summaries(await this.attempts.ofOrganisation(organisationId));
  }

  async review(id: string, { organisationId }: Actor): Promise<AttemptReview> {
    const attempt = isId(id) ? await this.attempts.findOf(organisationId, id) : undefined;
    if (attempt === undefined) throw notFound('attempt');
    const [summary] = await this.#summaries([attempt]);
    if (summary === undefined) throw notFound('attempt');
    return { ...summary, submissions: (await this.submissions.ofAttempt(id)).map(reviewSummary) };
  }

  async addExtraTime(
    id: string,
    { minutes }: ExtraTimeBody,
    { userId, organisationId }: Actor,
  ): Promise<AttemptSummary> {
    if (!isId(id)) throw notFound('attempt');
    const attempt = orThrow(await this.attempts.addExtraTime(id, minutes, { userId, organisationId }));
    this.hints.send(attemptChannel(id), 'extra-time');
    const [summary] = await this.#summaries([attempt]);
    if (summary === undefined) throw notFound('attempt');
    return summary;
  }

  async #summaries(attempts: readonly AttemptRecord[]): Promise<AttemptSummary[]> {
    const ids = attempts.map((attempt) => attempt.id);
    const [challenges, tallies] = await Promise.all([
      this.attempts.challenges(ids),
      this.attempts.tallies(ids),
    ]);
    return attempts.map((attempt) =>
      attemptSummary({
        attempt,
        challenges: challenges.filter((one) => one.attemptId === attempt.id),
        tallies,
      }),
    );
  }
}
