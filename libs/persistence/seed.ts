import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { ChallengeVersionsRepository, type StorableChallenge } from './challenge-versions.repository';
import { AssessmentChallengeEntity, AssessmentEntity } from './entities/assessment.entity';
import { AttemptEntity } from './entities/attempt.entity';
import { InvitationEntity } from './entities/invitation.entity';
import { ManagerSessionEntity } from './entities/manager-session.entity';
import { OrganisationEntity } from './entities/organisation.entity';
import { UserEntity } from './entities/user.entity';
import { insertAttempt } from './invitations.repository';
import { ADVISORY_LOCKS } from './migrate';
import { hashPassword, verifyPassword } from './passwords';
import { derivedToken, hashToken, newToken } from './tokens';

export interface SeedOptions {
  /** The challenges that can be served now, in the order in which the assessment shows them. */
  readonly challenges: readonly { challenge: StorableChallenge; packed: () => Promise<Buffer> }[];
  /** Key of the demo link's token, so that the same link can be printed at each start. */
  readonly sessionSecret: string;
  /** Sets the manager's password. Without it one is drawn when the manager is first made. */
  readonly managerPassword?: string | undefined;
}

export interface SeedResult {
  readonly managerEmail: string;
  /** Only when it was drawn just now: it is shown once and stored as a hash. */
  readonly managerPassword?: string;
  /** Stands in the demo candidate's link. */
  readonly candidateToken: string;
}

const MANAGER_EMAIL = 'manager@assay.example';
const DEMO = {
  organisation: '5ad0a6d2-53c5-4e8e-9d3c-6f2b31a54c01',
  assessment: '5ad0a6d2-53c5-4e8e-9d3c-6f2b31a54c02',
  invitation: '5ad0a6d2-53c5-4e8e-9d3c-6f2b31a54c03',
} as const;
const INVITATION_MS = 90 * 24 * 3_600_000;

/**
 * Makes the demo organisation, its manager, an assessment and a candidate's invitation, or brings them up to date.
 * Attempts that have started keep the versions they were pinned to.
 */
export async function seedDemo(dataSource: DataSource, options: SeedOptions): Promise<SeedResult> {
  const versions = new ChallengeVersionsRepository(dataSource);
  for (const { challenge, packed } of options.challenges) await versions.store(challenge, packed);
  const candidateToken = derivedToken(options.sessionSecret, 'assay/demo-invitation/1');
  return dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.seed]);
    const now = new Date();
    await manager
      .createQueryBuilder()
      .insert()
      .into(OrganisationEntity)
      .values({ id: DEMO.organisation, name: 'Demo organisation', createdAt: now })
      .orIgnore()
      .execute();
    const drawn = await seedManager(manager, options.managerPassword, now);
    await seedAssessment(manager, options, now);
    await seedInvitation(manager, candidateToken, now);
    return {
      managerEmail: MANAGER_EMAIL,
      ...(drawn === undefined ? {} : { managerPassword: drawn }),
      candidateToken,
    };
  });
}

async function seedManager(
  manager: EntityManager,
  password: string | undefined,
  now: Date,
): Promise<string | undefined> {
  const known = await manager.findOneBy(UserEntity, { email: MANAGER_EMAIL });
  if (known !== null) {
    if (password !== undefined && !(await verifyPassword(known.passwordHash, password))) {
      await manager.update(UserEntity, { id: known.id }, { passwordHash: await hashPassword(password) });
      // Whoever was signed in with the password before has to sign in anew.
      await manager.delete(ManagerSessionEntity, { userId: known.id });
    }
    return undefined;
  }
  const chosen = password ?? newToken().slice(0, 16);
  await manager.insert(UserEntity, {
    id: randomUUID(),
    organisationId: DEMO.organisation,
    email: MANAGER_EMAIL,
    name: 'Demo manager',
    passwordHash: await hashPassword(chosen),
    createdAt: now,
  });
  return password === undefined ? chosen : undefined;
}

async function seedAssessment(manager: EntityManager, { challenges }: SeedOptions, now: Date): Promise<void> {
  await manager.upsert(
    AssessmentEntity,
    {
      id: DEMO.assessment,
      organisationId: DEMO.organisation,
      title: 'Backend engineer',
      durationMs: 90 * 60_000,
      submissionsMax: 20,
      createdAt: now,
    },
    { conflictPaths: ['id'] },
  );
  // A challenge that is faulty for the moment keeps the version that it had.
  const pinned = await manager.find(AssessmentChallengeEntity, {
    where: { assessmentId: DEMO.assessment },
    order: { position: 'ASC' },
  });
  const current = challenges.map(({ challenge }) => ({
    slug: challenge.slug,
    challengeHash: challenge.hash,
  }));
  const kept = pinned.filter((row) => !current.some((one) => one.slug === row.slug));
  await manager.delete(AssessmentChallengeEntity, { assessmentId: DEMO.assessment });
  for (const [position, { slug, challengeHash }] of [...current, ...kept].entries()) {
    await manager.insert(AssessmentChallengeEntity, {
      assessmentId: DEMO.assessment,
      slug,
      challengeHash,
      position,
    });
  }
}

async function seedInvitation(manager: EntityManager, token: string, now: Date): Promise<void> {
  await manager.upsert(
    InvitationEntity,
    {
      id: DEMO.invitation,
      assessmentId: DEMO.assessment,
      candidateName: 'Demo candidate',
      candidateEmail: 'candidate@assay.example',
      tokenHash: hashToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_MS),
    },
    { conflictPaths: ['id'] },
  );
  const latest = await manager.findOne(AttemptEntity, {
    where: { invitationId: DEMO.invitation },
    order: { createdAt: 'DESC', id: 'ASC' },
  });
  const over =
    latest?.startedAt != null &&
    now.getTime() >= latest.startedAt.getTime() + latest.durationMs + latest.extraTimeMs;
  if (latest !== null && latest.state !== 'finished' && !over) return;
  const assessment = await manager.findOneByOrFail(AssessmentEntity, { id: DEMO.assessment });
  await insertAttempt(manager, DEMO.invitation, assessment, now);
}
