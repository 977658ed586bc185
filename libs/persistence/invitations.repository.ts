import { randomUUID } from 'node:crypto';
import type { CreateInvitationBody } from '@assay/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { recordAudit, type Actor } from './audit';
import { AssessmentEntity } from './entities/assessment.entity';
import { AttemptEntity, CandidateSessionEntity } from './entities/attempt.entity';
import { InvitationEntity } from './entities/invitation.entity';
import { INVITATION_EXPIRED, done, refused, type Outcome } from './outcome';
import { hashToken, newToken } from './tokens';

/** Browsers in which an attempt may be open; the ones opened longest ago have to open the link again. */
export const CANDIDATE_SESSIONS_MAX = 20;

/** A browser that has opened an invitation may come back for this long. */
export const CANDIDATE_SESSION_MS = 30 * 24 * 3_600_000;

export interface NewInvitation {
  readonly invitationId: string;
  readonly attemptId: string;
  /** Stands in the link; its hash alone is stored. */
  readonly token: string;
  readonly expiresAt: Date;
}

export class InvitationsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async create(body: CreateInvitationBody, actor: Actor): Promise<Outcome<NewInvitation>> {
    return this.dataSource.transaction(async (manager) => {
      const assessment = await manager.findOneBy(AssessmentEntity, {
        id: body.assessmentId,
        organisationId: actor.organisationId,
      });
      if (assessment === null) return refused('not_found', 'There is no such assessment.');
      const now = this.clock();
      const token = newToken();
      const invitationId = randomUUID();
      const expiresAt = new Date(now.getTime() + body.expiresInDays * 24 * 3_600_000);
      await manager.insert(InvitationEntity, {
        id: invitationId,
        assessmentId: assessment.id,
        candidateName: body.candidateName,
        candidateEmail: body.candidateEmail,
        tokenHash: hashToken(token),
        createdBy: actor.userId,
        createdAt: now,
        expiresAt,
      });
      const attemptId = await insertAttempt(manager, invitationId, assessment, now);
      await recordAudit(manager, actor, {
        action: 'invitation.create',
        subjectId: invitationId,
        detail: { assessmentId: assessment.id, attemptId },
        at: now,
      });
      return done({ invitationId, attemptId, token, expiresAt });
    });
  }

  /**
   * Turns a link's token into a session for its newest attempt. An invitation that has expired can still be opened
   * while its attempt is under way: the expiry is a limit on beginning.
   */
  async open(
    token: string,
    replaced: (attemptId: string) => string | undefined,
  ): Promise<Outcome<OpenedAttempt>> {
    return this.dataSource.transaction(async (manager) => {
      const now = this.clock();
      const [row] = await manager.query<{ attemptId: string; state: string; expiresAt: Date }[]>(
        `SELECT a.id AS "attemptId", a.state, i.expires_at AS "expiresAt"
           FROM invitations i JOIN attempts a ON a.invitation_id = i.id
          WHERE i.token_hash = $1 ORDER BY a.created_at DESC, a.id LIMIT 1`,
        [hashToken(token)],
      );
      if (row === undefined) {
        return refused('not_found', 'This invitation link is not known. Check that it was copied whole.');
      }
      if (row.state !== 'started' && row.expiresAt.getTime() <= now.getTime()) {
        return INVITATION_EXPIRED;
      }
      const before = replaced(row.attemptId);
      if (before !== undefined) {
        await manager.delete(CandidateSessionEntity, {
          tokenHash: hashToken(before),
          attemptId: row.attemptId,
        });
      }
      await manager.query('DELETE FROM candidate_sessions WHERE expires_at < $1', [now]);
      // Rows that another request holds are left to that one.
      await manager.query(
        `DELETE FROM candidate_sessions WHERE id IN (
           SELECT id FROM candidate_sessions WHERE attempt_id = $1
            ORDER BY created_at DESC, id OFFSET $2 FOR UPDATE SKIP LOCKED)`,
        [row.attemptId, CANDIDATE_SESSIONS_MAX - 1],
      );
      const cookie = newToken();
      await manager.insert(CandidateSessionEntity, {
        id: randomUUID(),
        attemptId: row.attemptId,
        tokenHash: hashToken(cookie),
        createdAt: now,
        expiresAt: new Date(now.getTime() + CANDIDATE_SESSION_MS),
      });
      return done({ attemptId: row.attemptId, cookie });
    });
  }

  /** Whether a cookie opens an attempt. */
  async opens(cookie: string, attemptId: string): Promise<boolean> {
    const [row] = await this.dataSource.query<{ found: boolean }[]>(
      `SELECT true AS found FROM candidate_sessions WHERE token_hash = $1 AND attempt_id = $2 AND expires_at > $3`,
      [hashToken(cookie), attemptId, this.clock()],
    );
    return row !== undefined;
  }
}

export interface OpenedAttempt {
  readonly attemptId: string;
  /** Opens this one attempt. */
  readonly cookie: string;
}

/** A new attempt in state `ready`, in the caller's transaction. */
export async function insertAttempt(
  manager: EntityManager,
  invitationId: string,
  assessment: { durationMs: number; submissionsMax: number },
  now: Date,
): Promise<string> {
  const id = randomUUID();
  await manager.insert(AttemptEntity, {
    id,
    invitationId,
    state: 'ready',
    durationMs: assessment.durationMs,
    submissionsMax: assessment.submissionsMax,
    createdAt: now,
  });
  return id;
}
