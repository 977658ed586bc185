import { Check, Entity, Index, type Relation } from 'typeorm';
import { Hash, Instant, Integer, Key, Refers, Text, Uuid } from './columns';
import { ChallengeVersionEntity } from './challenge-version.entity';
import { OrganisationEntity } from './organisation.entity';

@Entity('assessments')
@Index('ix_assessments_organisation_id', ['organisationId'])
@Check('ck_assessments_positive', 'duration_ms > 0 AND submissions_max > 0')
export class AssessmentEntity {
  @Key('assessments') id: string;
  @Uuid('organisation_id') organisationId: string;
  @Refers('assessments', 'organisation_id', () => OrganisationEntity)
  organisation: Relation<OrganisationEntity>;
  @Text('title') title: string;
  @Integer('duration_ms') durationMs: number;
  /** Submissions allowed for each challenge. */
  @Integer('submissions_max') submissionsMax: number;
  @Instant('created_at') createdAt: Date;
}

/** A challenge of an assessment, pinned to one version. */
@Entity('assessment_challenges')
@Index('uq_assessment_challenges_position', ['assessmentId', 'position'], { unique: true })
export class AssessmentChallengeEntity {
  @Key('assessment_challenges', 'assessment_id') assessmentId: string;
  @Refers('assessment_challenges', 'assessment_id', () => AssessmentEntity)
  assessment: Relation<AssessmentEntity>;
  @Key('assessment_challenges', 'slug', 'varchar', 64) slug: string;
  @Hash('challenge_hash') challengeHash: string;
  @Refers('assessment_challenges', 'challenge_hash', () => ChallengeVersionEntity, {
    onDelete: 'RESTRICT',
    key: 'hash',
  })
  challenge: Relation<ChallengeVersionEntity>;
  @Integer('position') position: number;
}
