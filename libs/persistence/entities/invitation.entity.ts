import { Entity, Index, type Relation } from 'typeorm';
import { AssessmentEntity } from './assessment.entity';
import { Instant, Key, Refers, Text, Uuid } from './columns';
import { UserEntity } from './user.entity';

@Entity('invitations')
@Index('uq_invitations_token_hash', ['tokenHash'], { unique: true })
@Index('ix_invitations_assessment_id', ['assessmentId'])
export class InvitationEntity {
  @Key('invitations') id: string;
  @Uuid('assessment_id') assessmentId: string;
  @Refers('invitations', 'assessment_id', () => AssessmentEntity) assessment: Relation<AssessmentEntity>;
  @Text('candidate_name') candidateName: string;
  @Text('candidate_email') candidateEmail: string;
  /** SHA-256 of the link's token, hex. */
  @Text('token_hash') tokenHash: string;
  /** Null: made by the seed. */
  @Uuid('created_by', { nullable: true }) createdBy: string | null;
  @Refers('invitations', 'created_by', () => UserEntity, { nullable: true, onDelete: 'SET NULL' })
  creator: Relation<UserEntity> | null;
  @Instant('created_at') createdAt: Date;
  @Instant('expires_at') expiresAt: Date;
}
