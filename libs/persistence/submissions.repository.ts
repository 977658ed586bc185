import type {
  ChallengeManifest,
  CreateSubmissionBody,
  Language,
  SequencedSubmissionEvent,
  SourceFile,
  SubmissionMode,
  SubmissionStatus,
  TestDefinition,
  Verdict,
} from '@assay/contracts';
import { countsAgainstCap, isInFlight } from '@assay/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { challengesOfAttempts, lockAttempt } from './attempt-records';
import { closedReason, type SubmissionTally } from './attempts.repository';
import type { InfrastructureFailure } from './entities/submission.entity';
import { NO_ATTEMPT, done, refused, type Outcome } from './outcome';
import { insertSubmission } from './submission-rows';

export interface SubmissionRecord {
  readonly id: string;
  readonly attemptId: string;
  readonly slug: string;
  readonly challengeHash: string;
  readonly language: string;
  readonly mode: SubmissionMode;
  readonly status: SubmissionStatus;
  readonly score: number | null;
  readonly automatic: boolean;
  readonly enqueued: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly verdict: Verdict | null;
  readonly seed: string;
  readonly infrastructureErrors: InfrastructureFailure[];
  readonly challengeTitle: string;
  readonly challengeVersion: string;
  readonly manifest: ChallengeManifest;
  readonly tests: TestDefinition[];
  readonly candidateName: string;
}

export interface AcceptedSubmission {
  readonly id: string;
  readonly status: SubmissionStatus;
  readonly mode: SubmissionMode;
  readonly createdAt: Date;
  /** Null for a run. */
  readonly submissionsLeft: number | null;
  readonly enqueued: number;
  /** False: the same request came before, and this is its submission. */
  readonly isNew: boolean;
}

/** A verdict whose tests have no long texts: those of all submissions together are too much for a list. */
const SLIM_VERDICT = `
  CASE WHEN u.verdict IS NULL THEN NULL ELSE jsonb_set(u.verdict, '{tests}', coalesce(
    (SELECT jsonb_agg(t.test - ARRAY['message', 'expected', 'actual', 'output'] ORDER BY t.place)
       FROM jsonb_array_elements(u.verdict -> 'tests') WITH ORDINALITY AS t(test, place)), '[]'::jsonb)) END`;

const recordSelect = (verdict: string): string => `
  SELECT u.id, u.attempt_id AS "attemptId", u.slug, u.challenge_hash AS "challengeHash", u.language, u.mode, u.status,
         u.score, u.automatic, u.enqueued, u.created_at AS "createdAt", u.finished_at AS "finishedAt",
         ${verdict} AS verdict, u.seed,
         u.infrastructure_errors AS "infrastructureErrors", v.title AS "challengeTitle",
         v.version AS "challengeVersion", v.manifest, v.tests, i.candidate_name AS "candidateName"
    FROM submissions u
    JOIN challenge_versions v ON v.hash = u.challenge_hash
    JOIN attempts a ON a.id = u.attempt_id
    JOIN invitations i ON i.id = a.invitation_id
    JOIN assessments s ON s.id = i.assessment_id`;

/** More than anybody needs in working hours; each is kept with its files, so a program that runs on and on must end. */
export const RUNS_MAX = 500;
/** Those that could not be built count against no cap, and are kept with their files all the same. */
export const SUBMISSIONS_KEPT_MAX = 200;
/** Of an attempt's runs a list shows the newest. */
const RUNS_LISTED = 100;

export class SubmissionsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async find(id: string): Promise<SubmissionRecord | undefined> {
    const [row] = await this.dataSource.query<SubmissionRecord[]>(
      `${recordSelect('u.verdict')} WHERE u.id = $1`,
      [id],
    );
    return row;
  }

  /** Nothing of other organisations' submissions is read. */
  async findOf(organisationId: string, id: string): Promise<SubmissionRecord | undefined> {
    const [row] = await this.dataSource.query<SubmissionRecord[]>(
      `${recordSelect('u.verdict')} WHERE u.id = $1 AND s.organisation_id = $2`,
      [id, organisationId],
    );
    return row;
  }

  /**
   * All submissions of an attempt and its newest runs, newest first. Their tests have no messages, values or output.
   * Runs are cut off by themselves: no number of them may push a submission out of a manager's sight.
   */
  async ofAttempt(attemptId: string): Promise<SubmissionRecord[]> {
    return this.dataSource.query<SubmissionRecord[]>(
      `${recordSelect(SLIM_VERDICT)}
        WHERE u.attempt_id = $1 AND (u.mode = 'submission' OR u.id IN (
          SELECT r.id FROM submissions r WHERE r.attempt_id = $1 AND r.mode = 'run'
           ORDER BY r.created_at DESC, r.id LIMIT $2))
        ORDER BY u.created_at DESC, u.id`,
      [attemptId, RUNS_LISTED],
    );
  }

  async attemptOf(id: string): Promise<string | undefined> {
    const [row] = await this.dataSource.query<{ attemptId: string }[]>(
      'SELECT attempt_id AS "attemptId" FROM submissions WHERE id = $1',
      [id],
    );
    return row?.attemptId;
  }

  async files(id: string): Promise<SourceFile[]> {
    const [row] = await this.dataSource.query<{ files: SourceFile[] }[]>(
      'SELECT files FROM submissions WHERE id = $1',
      [id],
    );
    return row?.files ?? [];
  }

  /** Events with a higher `seq`, in order; at most `limit`. */
  async eventsAfter(id: string, seq: number, limit = 500): Promise<SequencedSubmissionEvent[]> {
    return this.dataSource.query<SequencedSubmissionEvent[]>(
      `SELECT seq, payload AS event FROM submission_events
        WHERE submission_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
      [id, seq, limit],
    );
  }

  /**
   * Takes a submission or a run: the row first, the job is the caller's. All rules are checked with the attempt's row
   * held, so that two requests for the last one, or one that races the clock, can't both win.
   * @param off languages that can't be judged for now, with the reason for people. They are refused, and what waits for
   *   one of them does not hold up the others
   */
  async create(
    attemptId: string,
    body: CreateSubmissionBody,
    off: ReadonlyMap<Language, string> = new Map(),
  ): Promise<Outcome<AcceptedSubmission>> {
    return this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, attemptId);
      if (attempt === undefined) return NO_ATTEMPT;
      const used = async () =>
        (await tally(manager, attemptId, body.challenge)).filter(countsAgainstCap).length;
      const left = async (mode: SubmissionMode) =>
        mode === 'run' ? null : Math.max(0, attempt.submissionsMax - (await used()));

      if (body.requestKey !== undefined) {
        const [known] = await manager.query<Omit<AcceptedSubmission, 'submissionsLeft' | 'isNew'>[]>(
          `SELECT id, status, mode, enqueued, created_at AS "createdAt" FROM submissions
            WHERE attempt_id = $1 AND request_key = $2`,
          [attemptId, body.requestKey],
        );
        if (known !== undefined)
          return done({ ...known, submissionsLeft: await left(known.mode), isNew: false });
      }

      const now = this.clock();
      const closed = closedReason(attempt, now);
      if (closed !== undefined) return closed;
      const challenge = (await challengesOfAttempts(manager, [attemptId])).find(
        (one) => one.slug === body.challenge,
      );
      if (challenge === undefined) {
        return refused('unknown_challenge', `The assessment has no challenge "${body.challenge}".`);
      }
      const why = off.get(body.language);
      if (why !== undefined)
        return refused('language_off', `${why} Your work is saved; choose another language.`);
      const earlier = await tally(manager, attemptId, body.challenge);
      const runs = earlier.filter((one) => one.mode === 'run').length;
      const waits = (one: TallyRow): boolean => one.status === 'queued' && off.has(one.language);
      if (earlier.some((one) => one.mode === body.mode && isInFlight(one.status) && !waits(one))) {
        return refused(
          'judging_in_progress',
          `The last ${body.mode} of this challenge is still being judged. Wait for its result.`,
        );
      }
      if (body.mode === 'submission' && earlier.filter(countsAgainstCap).length >= attempt.submissionsMax) {
        return refused(
          'submissions_exhausted',
          `All ${String(attempt.submissionsMax)} submissions of this challenge are used. Runs are still possible.`,
        );
      }
      if (body.mode === 'submission' && earlier.length - runs >= SUBMISSIONS_KEPT_MAX) {
        return refused(
          'submissions_exhausted',
          `More than ${String(SUBMISSIONS_KEPT_MAX)} submissions of a challenge are not taken, whether or not they could be built.`,
        );
      }
      if (body.mode === 'run' && runs >= RUNS_MAX) {
        return refused(
          'runs_exhausted',
          `All ${String(RUNS_MAX)} runs of this challenge are used. Submissions are still possible.`,
        );
      }
      const id = await insertSubmission(
        manager,
        {
          attemptId,
          slug: challenge.slug,
          challengeHash: challenge.hash,
          language: body.language,
          mode: body.mode,
          files: body.files,
          automatic: false,
          requestKey: body.requestKey ?? null,
        },
        now,
      );
      return done({
        id,
        status: 'queued',
        mode: body.mode,
        createdAt: now,
        submissionsLeft: await left(body.mode),
        enqueued: 1,
        isNew: true,
      });
    });
  }
}

type TallyRow = SubmissionTally & { readonly language: Language };

async function tally(manager: EntityManager, attemptId: string, slug: string): Promise<TallyRow[]> {
  return manager.query<TallyRow[]>(
    `SELECT attempt_id AS "attemptId", slug, language, mode, status, automatic, score
       FROM submissions WHERE attempt_id = $1 AND slug = $2`,
    [attemptId, slug],
  );
}
