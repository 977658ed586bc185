import { countsAgainstCap, deadlineOf, isPastDeadline, nextAttemptState } from '@assay/domain';
import type { ProblemCode, SubmissionMode, SubmissionStatus } from '@assay/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import {
  attemptsOfOrganisation,
  challengesOfAttempts,
  findAttempt,
  findAttemptOf,
  lockAttempt,
  type AttemptChallengeRecord,
  type AttemptRecord,
} from './attempt-records';
import { recordAudit, type Actor } from './audit';
import { INVITATION_EXPIRED, NO_ATTEMPT, done, refused, type Outcome } from './outcome';
import { handInSavedWork } from './submission-rows';

/** What one submission says about a challenge of an attempt. */
export interface SubmissionTally {
  readonly attemptId: string;
  readonly slug: string;
  readonly mode: SubmissionMode;
  readonly status: SubmissionStatus;
  readonly automatic: boolean;
  readonly score: number | null;
}

export interface FinishedAttempt {
  readonly attempt: AttemptRecord;
  /** Work that was saved but not submitted, and now is: rows that wait for their jobs. */
  readonly handedIn: readonly string[];
}

/** Attempts, changed one at a time under their row's lock. */
export class AttemptsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async find(id: string): Promise<AttemptRecord | undefined> {
    return findAttempt(this.dataSource.manager, id);
  }

  async findOf(organisationId: string, id: string): Promise<AttemptRecord | undefined> {
    return findAttemptOf(this.dataSource.manager, organisationId, id);
  }

  async ofOrganisation(organisationId: string): Promise<AttemptRecord[]> {
    return attemptsOfOrganisation(this.dataSource.manager, organisationId);
  }

  async challenges(attemptIds: readonly string[]): Promise<AttemptChallengeRecord[]> {
    return challengesOfAttempts(this.dataSource.manager, attemptIds);
  }

  async tallies(attemptIds: readonly string[]): Promise<SubmissionTally[]> {
    return this.dataSource.query<SubmissionTally[]>(
      `SELECT attempt_id AS "attemptId", slug, mode, status, automatic, score
         FROM submissions WHERE attempt_id = ANY($1::uuid[])`,
      [attemptIds],
    );
  }

  /** `ready → started`. Pins the challenges' versions and the assessment's rules for good. */
  async start(id: string): Promise<Outcome<AttemptRecord>> {
    return this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, id);
      if (attempt === undefined) return NO_ATTEMPT;
      const next = nextAttemptState(attempt.state, 'start');
      if (!next.ok) return refused(next.code, STATE_DETAILS[next.code]);
      const now = this.clock();
      // Whoever opened the link in time holds a cookie that lasts longer than the invitation.
      if (attempt.invitationExpiresAt.getTime() <= now.getTime()) return INVITATION_EXPIRED;
      const challenges = await challengesOfAttempts(manager, [id]);
      await manager.query(
        `UPDATE attempts SET state = $2, started_at = $3, duration_ms = $4, submissions_max = $5 WHERE id = $1`,
        [id, next.state, now, attempt.durationMs, attempt.submissionsMax],
      );
      for (const { slug, hash, position } of challenges) {
        await manager.query(
          'INSERT INTO attempt_challenges (attempt_id, slug, challenge_hash, position) VALUES ($1, $2, $3, $4)',
          [id, slug, hash, position],
        );
      }
      return done(await reload(manager, id));
    });
  }

  /** `started → finished`, by the candidate's hand. */
  async finish(id: string): Promise<Outcome<FinishedAttempt>> {
    return this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, id);
      if (attempt === undefined) return NO_ATTEMPT;
      const next = nextAttemptState(attempt.state, 'finish');
      if (!next.ok) return refused(next.code, STATE_DETAILS[next.code]);
      const late = isPastDeadline(attempt, this.clock());
      return done(await end(manager, attempt, late ? 'clock' : 'candidate', this.clock()));
    });
  }

  /**
   * Ends an attempt whose time is over. Harmless when it is not, or has ended already.
   * @returns what was done, or undefined where nothing was to do.
   */
  async finishByClock(id: string): Promise<FinishedAttempt | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, id);
      if (attempt?.state !== 'started' || !isPastDeadline(attempt, this.clock())) return undefined;
      return end(manager, attempt, 'clock', this.clock());
    });
  }

  /** Ids of the attempts that the clock has to end. */
  async pastDeadline(): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM attempts
        WHERE state = 'started'
          AND started_at + (duration_ms::bigint + extra_time_ms) * interval '1 millisecond' <= $1
        ORDER BY started_at LIMIT 200`,
      [this.clock()],
    );
    return rows.map((row) => row.id);
  }

  /** Gives a candidate more time, while the attempt is not over. */
  async addExtraTime(id: string, minutes: number, actor: Actor): Promise<Outcome<AttemptRecord>> {
    return this.dataSource.transaction(async (manager) => {
      // Before its row is held: another organisation's manager must not make its candidate wait.
      if ((await findAttemptOf(manager, actor.organisationId, id)) === undefined) return NO_ATTEMPT;
      const attempt = await lockAttempt(manager, id);
      if (attempt === undefined) return NO_ATTEMPT;
      if (attempt.state === 'finished' || isPastDeadline(attempt, this.clock())) {
        return refused('attempt_over', 'The attempt is over; time can only be added while it is open.');
      }
      const extraTimeMs = attempt.extraTimeMs + minutes * 60_000;
      if (extraTimeMs > EXTRA_TIME_MAX_MS) {
        return refused('invalid_body', 'At most 24 hours of extra time can be given to one attempt.');
      }
      await manager.query('UPDATE attempts SET extra_time_ms = $2 WHERE id = $1', [id, extraTimeMs]);
      await recordAudit(manager, actor, {
        action: 'attempt.extra-time',
        subjectId: id,
        detail: { minutes, extraTimeMs },
        at: this.clock(),
      });
      return done(await reload(manager, id));
    });
  }
}

/** How many submissions a challenge has used up, and its best score. */
export function tallyOf(tallies: readonly SubmissionTally[], attemptId: string, slug: string) {
  const own = tallies.filter((one) => one.attemptId === attemptId && one.slug === slug);
  const scores = own.flatMap((one) => (one.score === null ? [] : [one.score]));
  return {
    used: own.filter(countsAgainstCap).length,
    submissions: own.filter((one) => one.mode === 'submission').length,
    runs: own.filter((one) => one.mode === 'run').length,
    bestScore: scores.length === 0 ? null : Math.max(...scores),
  };
}

/** Why nothing can be handed in or saved now, or undefined. */
export function closedReason(attempt: AttemptRecord, now: Date): Outcome<never> | undefined {
  if (attempt.state === 'ready') return refused('attempt_not_started', STATE_DETAILS.attempt_not_started);
  if (attempt.state === 'finished' || isPastDeadline(attempt, now)) {
    return refused('attempt_over', STATE_DETAILS.attempt_over);
  }
  return undefined;
}

const EXTRA_TIME_MAX_MS = 24 * 3_600_000;

const STATE_DETAILS = {
  attempt_not_started: 'The attempt has not started. Press Start on its first page.',
  attempt_already_started: 'The attempt has already started. Load the page again to go on.',
  attempt_over: 'The attempt is over. What was saved has been submitted; nothing more can be changed.',
} as const satisfies Partial<Record<ProblemCode, string>>;

async function end(
  manager: EntityManager,
  attempt: AttemptRecord,
  by: 'candidate' | 'clock',
  now: Date,
): Promise<FinishedAttempt> {
  const at = by === 'clock' ? (deadlineOf(attempt) ?? now) : now;
  await manager.query(
    `UPDATE attempts SET state = 'finished', finished_at = $2, finished_by = $3 WHERE id = $1`,
    [attempt.id, at, by],
  );
  const challenges = await challengesOfAttempts(manager, [attempt.id]);
  const handedIn = await handInSavedWork(manager, attempt.id, challenges, now);
  return { attempt: await reload(manager, attempt.id), handedIn };
}

async function reload(manager: EntityManager, id: string): Promise<AttemptRecord> {
  const attempt = await findAttempt(manager, id);
  if (attempt === undefined) throw new Error(`attempt ${id} vanished in its own transaction`);
  return attempt;
}
