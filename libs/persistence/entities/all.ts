import { AssessmentChallengeEntity, AssessmentEntity } from './assessment.entity';
import { AttemptChallengeEntity, AttemptEntity, CandidateSessionEntity } from './attempt.entity';
import { AuditEntity } from './audit.entity';
import { ChallengeVersionEntity } from './challenge-version.entity';
import { DraftEntity } from './draft.entity';
import { InvitationEntity } from './invitation.entity';
import { ManagerSessionEntity } from './manager-session.entity';
import { OrganisationEntity } from './organisation.entity';
import { SubmissionEntity, SubmissionEventEntity } from './submission.entity';
import { UserEntity } from './user.entity';

/** Every table but TypeORM's own list of migrations. */
export const ENTITIES = [
  OrganisationEntity,
  UserEntity,
  ManagerSessionEntity,
  ChallengeVersionEntity,
  AssessmentEntity,
  AssessmentChallengeEntity,
  InvitationEntity,
  AttemptEntity,
  AttemptChallengeEntity,
  CandidateSessionEntity,
  DraftEntity,
  SubmissionEntity,
  SubmissionEventEntity,
  AuditEntity,
];
