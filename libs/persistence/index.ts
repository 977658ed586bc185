export { createDataSource, dataSourceOptions } from './data-source';
export { ENTITIES } from './entities/all';
export type { InfrastructureFailure } from './entities/submission.entity';
export { ADVISORY_LOCKS, migrate, pendingMigrations } from './migrate';
export { seedDemo, type SeedOptions, type SeedResult } from './seed';
export type { Outcome, Refusal } from './outcome';
export type { Actor } from './audit';
export type { AttemptChallengeRecord, AttemptRecord } from './attempt-records';
export {
  AttemptsRepository,
  tallyOf,
  type FinishedAttempt,
  type SubmissionTally,
} from './attempts.repository';
export {
  SubmissionsRepository,
  RUNS_MAX,
  type AcceptedSubmission,
  type SubmissionRecord,
} from './submissions.repository';
export { DraftsRepository } from './drafts.repository';
export {
  ChallengeVersionsRepository,
  type ChallengeVersion,
  type StorableChallenge,
} from './challenge-versions.repository';
export {
  InvitationsRepository,
  CANDIDATE_SESSIONS_MAX,
  CANDIDATE_SESSION_MS,
  type OpenedAttempt,
} from './invitations.repository';
export {
  ManagerSessionsRepository,
  MANAGER_SESSION_MS,
  MANAGER_SESSION_IDLE_MS,
  type SignedInManager,
} from './manager-sessions.repository';
export { AssessmentsRepository } from './assessments.repository';
export { JudgingRepository, type ClaimedSubmission, type QueuedSubmission } from './judging.repository';
export { WaitingSubmissionsRepository, type WaitingSubmission } from './waiting-submissions.repository';
export { storable } from './storable';
export { isDatabaseAway } from './database-away';
export { loggedError } from './logged-error';
export { PATIENT, connectInBackground, createRedis } from './redis';
export { JudgingQueue, type RowInQueue } from './judging-queue';
export { hashPassword } from './passwords';
