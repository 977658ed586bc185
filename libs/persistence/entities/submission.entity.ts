import type {
  SourceFile,
  SubmissionEvent,
  SubmissionMode,
  SubmissionStatus,
  Verdict,
} from '@assay/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { AttemptEntity } from './attempt.entity';
import { ChallengeVersionEntity } from './challenge-version.entity';
import { Flag, Hash, Instant, Integer, Json, Key, Refers, Text, Uuid } from './columns';

export interface InfrastructureFailure {
  /** ISO 8601. */
  readonly at: string;
  readonly message: string;
}

@Entity('submissions')
@Index('uq_submissions_request_key', ['attemptId', 'requestKey'], { unique: true })
@Index('ix_submissions_attempt', ['attemptId', 'slug', 'createdAt'])
@Index('ix_submissions_in_flight', ['status', 'queuedAt'], { where: "status IN ('queued', 'running')" })
@Check('ck_submissions_mode', "mode IN ('run', 'submission')")
@Check('ck_submissions_status', "status IN ('queued', 'running', 'judged', 'build-failed', 'error')")
@Check(
  'ck_submissions_claim',
  "(status = 'running') = (claim IS NOT NULL) AND (claim IS NULL) = (lease_until IS NULL)",
)
@Check('ck_submissions_verdict', "(status IN ('judged', 'build-failed')) = (verdict IS NOT NULL)")
@Check('ck_submissions_score', "score IS NULL OR (status = 'judged' AND mode = 'submission')")
export class SubmissionEntity {
  @Key('submissions') id: string;
  @Uuid('attempt_id') attemptId: string;
  @Refers('submissions', 'attempt_id', () => AttemptEntity) attempt: Relation<AttemptEntity>;
  @Text('slug') slug: string;
  @Hash('challenge_hash') challengeHash: string;
  @Refers('submissions', 'challenge_hash', () => ChallengeVersionEntity, {
    onDelete: 'RESTRICT',
    key: 'hash',
  })
  challenge: Relation<ChallengeVersionEntity>;
  @Text('language') language: string;
  @Text('mode') mode: SubmissionMode;
  @Json('files') files: SourceFile[];
  @Text('status') status: SubmissionStatus;
  @Text('seed') seed: string;
  @Column({ type: 'double precision', name: 'score', nullable: true }) score: number | null;
  @Json('verdict', { nullable: true }) verdict: Verdict | null;
  /** Handed in when the attempt ended. */
  @Flag('automatic') automatic: boolean;
  @Uuid('request_key', { nullable: true }) requestKey: string | null;
  /** Failures of the platform so far. */
  @Integer('tries', { default: 0 }) tries: number;
  @Json('infrastructure_errors', { default: [] }) infrastructureErrors: InfrastructureFailure[];
  /** Times that the row was put into the queue. Part of the job's id, so that a dead job never stands in a new one's way. */
  @Integer('enqueued', { default: 1 }) enqueued: number;
  /** Who may write results: a new one for each time that a worker takes the row. */
  @Uuid('claim', { nullable: true }) claim: string | null;
  @Text('worker_id', { nullable: true }) workerId: string | null;
  @Instant('lease_until', { nullable: true }) leaseUntil: Date | null;
  /** The highest `seq` of its events. */
  @Integer('last_seq', { default: 0 }) lastSeq: number;
  @Instant('created_at') createdAt: Date;
  @Instant('queued_at') queuedAt: Date;
  @Instant('running_at', { nullable: true }) runningAt: Date | null;
  @Instant('finished_at', { nullable: true }) finishedAt: Date | null;
}

@Entity('submission_events')
@Index('uq_submission_events_verdict', ['submissionId'], { unique: true, where: "type = 'verdict'" })
export class SubmissionEventEntity {
  @Key('submission_events', 'submission_id') submissionId: string;
  @Refers('submission_events', 'submission_id', () => SubmissionEntity)
  submission: Relation<SubmissionEntity>;
  /** 1, 2, 3 … within its submission. */
  @PrimaryColumn({ type: 'integer', name: 'seq', primaryKeyConstraintName: 'pk_submission_events' })
  seq: number;
  @Text('type') type: SubmissionEvent['type'];
  @Json('payload') payload: SubmissionEvent;
  @Instant('created_at', { default: () => 'now()' }) createdAt: Date;
}
