import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { AuditEntity } from './entities/audit.entity';

/** A manager who does something. */
export interface Actor {
  readonly userId: string;
  readonly organisationId: string;
}

export interface AuditedAction {
  readonly action: 'attempt.extra-time' | 'invitation.create' | 'session.create' | 'session.end-all';
  readonly subjectId: string;
  readonly detail: Record<string, string | number>;
  readonly at: Date;
}

/** Writes down what a manager did. Call it with the manager of the transaction that does it. */
export async function recordAudit(manager: EntityManager, actor: Actor, what: AuditedAction): Promise<void> {
  await manager.insert(AuditEntity, { id: randomUUID(), ...actor, ...what });
}
