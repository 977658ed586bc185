import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first schema: people, assessments, attempts, submissions. */
export class Foundation1764000000000 implements MigrationInterface {
  readonly name = 'Foundation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}

/** In the order in which they can be dropped. */
const TABLES = [
  'audit',
  'submission_events',
  'submissions',
  'drafts',
  'candidate_sessions',
  'attempt_challenges',
  'attempts',
  'invitations',
  'assessment_challenges',
  'assessments',
  'challenge_versions',
  'manager_sessions',
  'users',
  'organisations',
];

const UP = [
  `CREATE TABLE organisations (
    id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_organisations PRIMARY KEY (id)
  )`,

  `CREATE TABLE users (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT fk_users_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisations (id) ON DELETE CASCADE
  )`,
  `CREATE UNIQUE INDEX uq_users_email ON users (email)`,

  `CREATE TABLE manager_sessions (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash text NOT NULL,
    previous_hash text,
    created_at timestamptz(3) NOT NULL,
    rotated_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_manager_sessions PRIMARY KEY (id),
    CONSTRAINT fk_manager_sessions_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
  )`,
  `CREATE UNIQUE INDEX uq_manager_sessions_token_hash ON manager_sessions (token_hash)`,
  `CREATE INDEX ix_manager_sessions_previous_hash ON manager_sessions (previous_hash)`,
  `CREATE INDEX ix_manager_sessions_expires_at ON manager_sessions (expires_at)`,

  `CREATE TABLE challenge_versions (
    hash varchar(64) NOT NULL,
    slug text NOT NULL,
    version text NOT NULL,
    title text NOT NULL,
    manifest jsonb NOT NULL,
    tests jsonb NOT NULL,
    statement text NOT NULL,
    starters jsonb NOT NULL,
    package bytea NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_challenge_versions PRIMARY KEY (hash)
  )`,
  `CREATE INDEX ix_challenge_versions_slug ON challenge_versions (slug, created_at)`,

  `CREATE TABLE assessments (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    title text NOT NULL,
    duration_ms integer NOT NULL,
    submissions_max integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_assessments PRIMARY KEY (id),
    CONSTRAINT fk_assessments_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisations (id) ON DELETE CASCADE,
    CONSTRAINT ck_assessments_positive CHECK (duration_ms > 0 AND submissions_max > 0)
  )`,
  `CREATE INDEX ix_assessments_organisation_id ON assessments (organisation_id)`,

  `CREATE TABLE assessment_challenges (
    assessment_id uuid NOT NULL,
    slug varchar(64) NOT NULL,
    challenge_hash varchar(64) NOT NULL,
    position integer NOT NULL,
    CONSTRAINT pk_assessment_challenges PRIMARY KEY (assessment_id, slug),
    CONSTRAINT fk_assessment_challenges_assessment_id FOREIGN KEY (assessment_id)
      REFERENCES assessments (id) ON DELETE CASCADE,
    CONSTRAINT fk_assessment_challenges_challenge_hash FOREIGN KEY (challenge_hash)
      REFERENCES challenge_versions (hash) ON DELETE RESTRICT
  )`,
  `CREATE UNIQUE INDEX uq_assessment_challenges_position ON assessment_challenges (assessment_id, position)`,

  `CREATE TABLE invitations (
    id uuid NOT NULL,
    assessment_id uuid NOT NULL,
    candidate_name text NOT NULL,
    candidate_email text NOT NULL,
    token_hash text NOT NULL,
    created_by uuid,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_invitations PRIMARY KEY (id),
    CONSTRAINT fk_invitations_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessments (id) ON DELETE CASCADE,
    CONSTRAINT fk_invitations_created_by FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL
  )`,
  `CREATE UNIQUE INDEX uq_invitations_token_hash ON invitations (token_hash)`,
  `CREATE INDEX ix_invitations_assessment_id ON invitations (assessment_id)`,

  `CREATE TABLE attempts (
    id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    state text NOT NULL,
    duration_ms integer NOT NULL,
    submissions_max integer NOT NULL,
    extra_time_ms integer NOT NULL DEFAULT 0,
    created_at timestamptz(3) NOT NULL,
    started_at timestamptz(3),
    finished_at timestamptz(3),
    finished_by text,
    CONSTRAINT pk_attempts PRIMARY KEY (id),
    CONSTRAINT fk_attempts_invitation_id FOREIGN KEY (invitation_id) REFERENCES invitations (id) ON DELETE CASCADE,
    CONSTRAINT ck_attempts_state CHECK (state IN ('ready', 'started', 'finished')),
    CONSTRAINT ck_attempts_started CHECK ((state = 'ready') = (started_at IS NULL)),
    CONSTRAINT ck_attempts_finished CHECK (
      (state = 'finished') = (finished_at IS NOT NULL) AND (finished_at IS NULL) = (finished_by IS NULL)
    )
  )`,
  `CREATE INDEX ix_attempts_invitation_id ON attempts (invitation_id, created_at)`,
  `CREATE INDEX ix_attempts_started ON attempts (started_at) WHERE state = 'started'`,

  `CREATE TABLE attempt_challenges (
    attempt_id uuid NOT NULL,
    slug varchar(64) NOT NULL,
    challenge_hash varchar(64) NOT NULL,
    position integer NOT NULL,
    CONSTRAINT pk_attempt_challenges PRIMARY KEY (attempt_id, slug),
    CONSTRAINT fk_attempt_challenges_attempt_id FOREIGN KEY (attempt_id) REFERENCES attempts (id) ON DELETE CASCADE,
    CONSTRAINT fk_attempt_challenges_challenge_hash FOREIGN KEY (challenge_hash)
      REFERENCES challenge_versions (hash) ON DELETE RESTRICT
  )`,

  `CREATE TABLE candidate_sessions (
    id uuid NOT NULL,
    attempt_id uuid NOT NULL,
    token_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_candidate_sessions PRIMARY KEY (id),
    CONSTRAINT fk_candidate_sessions_attempt_id FOREIGN KEY (attempt_id) REFERENCES attempts (id) ON DELETE CASCADE
  )`,
  `CREATE UNIQUE INDEX uq_candidate_sessions_token_hash ON candidate_sessions (token_hash)`,
  `CREATE INDEX ix_candidate_sessions_attempt_id ON candidate_sessions (attempt_id)`,
  `CREATE INDEX ix_candidate_sessions_expires_at ON candidate_sessions (expires_at)`,

  `CREATE TABLE drafts (
    attempt_id uuid NOT NULL,
    slug varchar(64) NOT NULL,
    language varchar(32) NOT NULL,
    files jsonb NOT NULL,
    revision integer NOT NULL,
    saved_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_drafts PRIMARY KEY (attempt_id, slug, language),
    CONSTRAINT fk_drafts_attempt_id FOREIGN KEY (attempt_id) REFERENCES attempts (id) ON DELETE CASCADE
  )`,

  `CREATE TABLE submissions (
    id uuid NOT NULL,
    attempt_id uuid NOT NULL,
    slug text NOT NULL,
    challenge_hash varchar(64) NOT NULL,
    language text NOT NULL,
    mode text NOT NULL,
    files jsonb NOT NULL,
    status text NOT NULL,
    seed text NOT NULL,
    score double precision,
    verdict jsonb,
    automatic boolean NOT NULL DEFAULT false,
    request_key uuid,
    tries integer NOT NULL DEFAULT 0,
    infrastructure_errors jsonb NOT NULL DEFAULT '[]',
    enqueued integer NOT NULL DEFAULT 1,
    claim uuid,
    worker_id text,
    lease_until timestamptz(3),
    last_seq integer NOT NULL DEFAULT 0,
    created_at timestamptz(3) NOT NULL,
    queued_at timestamptz(3) NOT NULL,
    running_at timestamptz(3),
    finished_at timestamptz(3),
    CONSTRAINT pk_submissions PRIMARY KEY (id),
    CONSTRAINT fk_submissions_attempt_id FOREIGN KEY (attempt_id) REFERENCES attempts (id) ON DELETE CASCADE,
    CONSTRAINT fk_submissions_challenge_hash FOREIGN KEY (challenge_hash)
      REFERENCES challenge_versions (hash) ON DELETE RESTRICT,
    CONSTRAINT ck_submissions_mode CHECK (mode IN ('run', 'submission')),
    CONSTRAINT ck_submissions_status CHECK (status IN ('queued', 'running', 'judged', 'build-failed', 'error')),
    CONSTRAINT ck_submissions_claim CHECK (
      (status = 'running') = (claim IS NOT NULL) AND (claim IS NULL) = (lease_until IS NULL)
    ),
    CONSTRAINT ck_submissions_verdict CHECK ((status IN ('judged', 'build-failed')) = (verdict IS NOT NULL)),
    CONSTRAINT ck_submissions_score CHECK (score IS NULL OR (status = 'judged' AND mode = 'submission'))
  )`,
  `CREATE UNIQUE INDEX uq_submissions_request_key ON submissions (attempt_id, request_key)`,
  `CREATE INDEX ix_submissions_attempt ON submissions (attempt_id, slug, created_at)`,
  `CREATE INDEX ix_submissions_in_flight ON submissions (status, queued_at) WHERE status IN ('queued', 'running')`,

  `CREATE TABLE submission_events (
    submission_id uuid NOT NULL,
    seq integer NOT NULL,
    type text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT pk_submission_events PRIMARY KEY (submission_id, seq),
    CONSTRAINT fk_submission_events_submission_id FOREIGN KEY (submission_id)
      REFERENCES submissions (id) ON DELETE CASCADE
  )`,
  `CREATE UNIQUE INDEX uq_submission_events_verdict ON submission_events (submission_id) WHERE type = 'verdict'`,

  `CREATE TABLE audit (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    user_id uuid NOT NULL,
    action text NOT NULL,
    subject_id uuid NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}',
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id),
    CONSTRAINT fk_audit_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisations (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_audit_organisation_id ON audit (organisation_id, at)`,
];
