import type { AttemptState } from '@assay/contracts';
import { Check, Entity, Index, type Relation } from 'typeorm';
import { ChallengeVersionEntity } from './challenge-version.entity';
import { Hash, Instant, Integer, Key, Refers, Text, Uuid } from './columns';
import { InvitationEntity } from './invitation.entity';

@Entity('attempts')
@Index('ix_attempts_invitation_id', ['invitationId', 'createdAt'])
@Index('ix_attempts_started', ['startedAt'], { where: "state = 'started'" })
@Check('ck_attempts_state', "state IN ('ready', 'started', 'finished')")
@Check('ck_attempts_started', "(state = 'ready') = (started_at IS NULL)")
@Check(
  'ck_attempts_finished',
  "(state = 'finished') = (finished_at IS NOT NULL) AND (finished_at IS NULL) = (finished_by IS NULL)",
)
export class AttemptEntity {
  @Key('attempts') id: string;
  @Uuid('invitation_id') invitationId: string;
  @Refers('attempts', 'invitation_id', () => InvitationEntity) invitation: Relation<InvitationEntity>;
  @Text('state') state: AttemptState;
  /** Taken from the assessment, and for good when the attempt starts. */
  @Integer('duration_ms') durationMs: number;
  @Integer('submissions_max') submissionsMax: number;
  @Integer('extra_time_ms', { default: 0 }) extraTimeMs: number;
  @Instant('created_at') createdAt: Date;
  @Instant('started_at', { nullable: true }) startedAt: Date | null;
  @Instant('finished_at', { nullable: true }) finishedAt: Date | null;
  @Text('finished_by', { nullable: true }) finishedBy: 'candidate' | 'clock' | null;
}

/** The version of a challenge that an attempt is judged by, pinned when it starts. */
@Entity('attempt_challenges')
export class AttemptChallengeEntity {
  @Key('attempt_challenges', 'attempt_id') attemptId: string;
  @Refers('attempt_challenges', 'attempt_id', () => AttemptEntity) attempt: Relation<AttemptEntity>;
  @Key('attempt_challenges', 'slug', 'varchar', 64) slug: string;
  @Hash('challenge_hash') challengeHash: string;
  @Refers('attempt_challenges', 'challenge_hash', () => ChallengeVersionEntity, {
    onDelete: 'RESTRICT',
    key: 'hash',
  })
  challenge: Relation<ChallengeVersionEntity>;
  @Integer('position') position: number;
}

/** A browser that has opened an attempt's link. */
@Entity('candidate_sessions')
@Index('uq_candidate_sessions_token_hash', ['tokenHash'], { unique: true })
@Index('ix_candidate_sessions_attempt_id', ['attemptId'])
@Index('ix_candidate_sessions_expires_at', ['expiresAt'])
export class CandidateSessionEntity {
  @Key('candidate_sessions') id: string;
  @Uuid('attempt_id') attemptId: string;
  @Refers('candidate_sessions', 'attempt_id', () => AttemptEntity) attempt: Relation<AttemptEntity>;
  /** SHA-256 of the cookie, hex. */
  @Text('token_hash') tokenHash: string;
  @Instant('created_at') createdAt: Date;
  @Instant('expires_at') expiresAt: Date;
}
