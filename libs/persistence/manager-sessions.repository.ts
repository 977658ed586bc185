import { randomUUID } from 'node:crypto';
import type { ManagerSession } from '@assay/contracts';
import type { DataSource } from 'typeorm';
import { ManagerSessionEntity } from './entities/manager-session.entity';
import { UserEntity } from './entities/user.entity';
import { recordAudit } from './audit';
import { decoyHash, verifyPassword } from './passwords';
import { hashToken, newToken } from './tokens';

/** A manager's session ends this long after the sign-in, whatever happens. */
export const MANAGER_SESSION_MS = 12 * 3_600_000;
/** It ends earlier when nothing was asked with it for this long. */
export const MANAGER_SESSION_IDLE_MS = 2 * 3_600_000;
/** A cookie is replaced by a new one when it is this old. */
const ROTATE_AFTER_MS = 3_600_000;
/** How long a replaced cookie is still taken, for requests that were under way. */
const PREVIOUS_GRACE_MS = 60_000;
/** When a session was last used is written down this often at most. */
const SEEN_EVERY_MS = 60_000;

export interface SignedInManager extends ManagerSession {
  readonly sessionId: string;
  readonly organisationId: string;
}

interface SessionRow extends SignedInManager {
  readonly tokenHash: string;
  readonly rotatedAt: Date;
  readonly seenAt: Date;
}

export class ManagerSessionsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /**
   * Checks a password and begins a session. `replaced` is the cookie that the browser had: whatever session it opened
   * ends, and it is never taken over.
   * @returns undefined for an unknown address and for a wrong password alike, after the same time.
   */
  async signIn(
    email: string,
    password: string,
    replaced: string | undefined,
  ): Promise<{ token: string; manager: SignedInManager } | undefined> {
    const decoy = await decoyHash();
    const user = await this.dataSource.manager.findOneBy(UserEntity, { email: email.toLowerCase() });
    const right = await verifyPassword(user?.passwordHash ?? decoy, password);
    if (user === null || !right) return undefined;
    const token = newToken();
    const now = this.clock();
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      if (replaced !== undefined) {
        await manager.query('DELETE FROM manager_sessions WHERE token_hash = $1 OR previous_hash = $1', [
          hashToken(replaced),
        ]);
      }
      await manager.query('DELETE FROM manager_sessions WHERE expires_at < $1 OR seen_at < $2', [
        now,
        this.#idleSince(now),
      ]);
      await manager.insert(ManagerSessionEntity, {
        id,
        userId: user.id,
        tokenHash: hashToken(token),
        createdAt: now,
        rotatedAt: now,
        seenAt: now,
        expiresAt: new Date(now.getTime() + MANAGER_SESSION_MS),
      });
      await recordAudit(
        manager,
        { userId: user.id, organisationId: user.organisationId },
        { action: 'session.create', subjectId: id, detail: {}, at: now },
      );
    });
    const manager = await this.resolve(token);
    if (manager === undefined) throw new Error('a session vanished as it was made');
    return { token, manager: manager.manager };
  }

  /**
   * Who a cookie stands for. `rotated` is the cookie that takes its place, when it was time for one. A cookie that was
   * replaced and comes back after the grace is a copy in other hands, or the copy's owner is: the session ends for both.
   */
  async resolve(token: string): Promise<{ manager: SignedInManager; rotated?: string } | undefined> {
    const now = this.clock();
    const hash = hashToken(token);
    const [row] = await this.dataSource.query<SessionRow[]>(
      `SELECT m.id AS "sessionId", m.token_hash AS "tokenHash", m.rotated_at AS "rotatedAt", m.seen_at AS "seenAt",
              u.id AS "userId", u.name, u.email, o.id AS "organisationId", o.name AS organisation
         FROM manager_sessions m
         JOIN users u ON u.id = m.user_id
         JOIN organisations o ON o.id = u.organisation_id
        WHERE (m.token_hash = $1 OR m.previous_hash = $1) AND m.expires_at > $2 AND m.seen_at > $3`,
      [hash, now, this.#idleSince(now)],
    );
    if (row === undefined) return undefined;
    const { tokenHash, rotatedAt, seenAt, ...manager } = row;
    const age = now.getTime() - rotatedAt.getTime();
    if (tokenHash !== hash) {
      if (age < PREVIOUS_GRACE_MS) return { manager };
      await this.end(row.sessionId);
      return undefined;
    }
    if (age < ROTATE_AFTER_MS) {
      if (now.getTime() - seenAt.getTime() >= SEEN_EVERY_MS) await this.#seen(row.sessionId, now);
      return { manager };
    }
    const rotated = newToken();
    const [won] = await this.dataSource.query<{ id: string }[]>(
      `WITH turned AS (
         UPDATE manager_sessions SET token_hash = $3, previous_hash = $2, rotated_at = $4, seen_at = $4
          WHERE id = $1 AND token_hash = $2 RETURNING id
       ) SELECT id FROM turned`,
      [row.sessionId, hash, hashToken(rotated), now],
    );
    return won === undefined ? { manager } : { manager, rotated };
  }

  async end(sessionId: string): Promise<void> {
    await this.dataSource.manager.delete(ManagerSessionEntity, { id: sessionId });
  }

  /** Ends every session of a manager, in whatever browser. */
  async endAll({
    userId,
    organisationId,
  }: Pick<SignedInManager, 'userId' | 'organisationId'>): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.delete(ManagerSessionEntity, { userId });
      await recordAudit(
        manager,
        { userId, organisationId },
        { action: 'session.end-all', subjectId: userId, detail: { ended: affected ?? 0 }, at: this.clock() },
      );
    });
  }

  async #seen(sessionId: string, now: Date): Promise<void> {
    await this.dataSource.query('UPDATE manager_sessions SET seen_at = $2 WHERE id = $1', [sessionId, now]);
  }

  #idleSince(now: Date): Date {
    return new Date(now.getTime() - MANAGER_SESSION_IDLE_MS);
  }
}
