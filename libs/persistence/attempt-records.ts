import type { AttemptState, ChallengeManifest, TestDefinition } from '@assay/contracts';
import type { EntityManager } from 'typeorm';

/** An attempt with the names that stand around it. */
export interface AttemptRecord {
  readonly id: string;
  readonly invitationId: string;
  readonly state: AttemptState;
  readonly durationMs: number;
  readonly submissionsMax: number;
  readonly extraTimeMs: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly finishedBy: 'candidate' | 'clock' | null;
  readonly candidateName: string;
  readonly candidateEmail: string;
  /** Until when it may be started. */
  readonly invitationExpiresAt: Date;
  readonly assessmentId: string;
  readonly assessment: string;
  readonly organisationId: string;
  readonly organisation: string;
}

/** A challenge of an attempt: the version pinned at the start, or before that the one the assessment names. */
export interface AttemptChallengeRecord {
  readonly attemptId: string;
  readonly slug: string;
  readonly hash: string;
  readonly position: number;
  readonly title: string;
  readonly version: string;
  readonly manifest: ChallengeManifest;
  readonly tests: TestDefinition[];
}

const ATTEMPT_SELECT = `
  SELECT a.id, a.invitation_id AS "invitationId", a.state,
         CASE WHEN a.state = 'ready' THEN s.duration_ms ELSE a.duration_ms END AS "durationMs",
         CASE WHEN a.state = 'ready' THEN s.submissions_max ELSE a.submissions_max END AS "submissionsMax",
         a.extra_time_ms AS "extraTimeMs", a.created_at AS "createdAt", a.started_at AS "startedAt",
         a.finished_at AS "finishedAt", a.finished_by AS "finishedBy",
         i.candidate_name AS "candidateName", i.candidate_email AS "candidateEmail",
         i.expires_at AS "invitationExpiresAt",
         s.id AS "assessmentId", s.title AS assessment, o.id AS "organisationId", o.name AS organisation
    FROM attempts a
    JOIN invitations i ON i.id = a.invitation_id
    JOIN assessments s ON s.id = i.assessment_id
    JOIN organisations o ON o.id = s.organisation_id`;

export async function findAttempt(manager: EntityManager, id: string): Promise<AttemptRecord | undefined> {
  const [row] = await manager.query<AttemptRecord[]>(`${ATTEMPT_SELECT} WHERE a.id = $1`, [id]);
  return row;
}

/** Nothing of other organisations' attempts is read. */
export async function findAttemptOf(
  manager: EntityManager,
  organisationId: string,
  id: string,
): Promise<AttemptRecord | undefined> {
  const [row] = await manager.query<AttemptRecord[]>(`${ATTEMPT_SELECT} WHERE a.id = $1 AND o.id = $2`, [
    id,
    organisationId,
  ]);
  return row;
}

/** Reads an attempt and holds its row until the transaction ends: whatever changes an attempt, or hands something in for it, waits its turn here. */
export async function lockAttempt(manager: EntityManager, id: string): Promise<AttemptRecord | undefined> {
  const [row] = await manager.query<AttemptRecord[]>(`${ATTEMPT_SELECT} WHERE a.id = $1 FOR UPDATE OF a`, [
    id,
  ]);
  return row;
}

/** The attempts of an organisation, newest first. */
export async function attemptsOfOrganisation(
  manager: EntityManager,
  organisationId: string,
): Promise<AttemptRecord[]> {
  return manager.query<AttemptRecord[]>(
    `${ATTEMPT_SELECT} WHERE o.id = $1 ORDER BY a.created_at DESC, a.id LIMIT 1000`,
    [organisationId],
  );
}

/** The challenges of several attempts, each attempt's in order. */
export async function challengesOfAttempts(
  manager: EntityManager,
  attemptIds: readonly string[],
): Promise<AttemptChallengeRecord[]> {
  return manager.query<AttemptChallengeRecord[]>(
    `SELECT p."attemptId", p.slug, p.hash, p.position, v.title, v.version, v.manifest, v.tests
       FROM (
         SELECT c.attempt_id AS "attemptId", c.slug, c.challenge_hash AS hash, c.position
           FROM attempt_challenges c WHERE c.attempt_id = ANY($1::uuid[])
         UNION ALL
         SELECT a.id, c.slug, c.challenge_hash, c.position
           FROM attempts a
           JOIN invitations i ON i.id = a.invitation_id
           JOIN assessment_challenges c ON c.assessment_id = i.assessment_id
          WHERE a.id = ANY($1::uuid[]) AND a.state = 'ready'
       ) p
       JOIN challenge_versions v ON v.hash = p.hash
      ORDER BY p."attemptId", p.position`,
    [attemptIds],
  );
}
