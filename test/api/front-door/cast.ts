import { randomUUID } from 'node:crypto';
import type { ApiClient } from '../../support/api-client';
import { Organisation, type Candidate } from '../../support/builders';
import type { Platform } from '../../support/platform';

const HOUR = 3_600_000;
export const MANAGER_COOKIE = 'assay_manager';
export const candidateCookie = (attemptId: string): string => `assay_attempt_${attemptId}`;

/** Everyone who may knock. All but `finished` and `timedOut` knock at the owner's things. */
export const ROLES = [
  'nobody',
  'forger',
  'neighbour',
  'stranger',
  'finishedNeighbour',
  'signedOut',
  'expired',
  'idle',
  'otherManager',
  'manager',
  'finished',
  'timedOut',
  'owner',
] as const;
export type Role = (typeof ROLES)[number];

/** What a request is aimed at. */
export interface Target {
  readonly attemptId: string;
  readonly submissionId: string;
  readonly assessmentId: string;
  readonly token: string;
  readonly slug: string;
}

/** Things that do not exist. */
export function nothing(): Target {
  return {
    attemptId: randomUUID(),
    submissionId: randomUUID(),
    assessmentId: randomUUID(),
    token: 'x'.repeat(43),
    slug: 'payments',
  };
}

/** One browser for each role, and what they are after. */
export class Cast {
  private constructor(
    readonly clients: Readonly<Record<Role, ApiClient>>,
    readonly targets: Readonly<Record<Role, Target>>,
    readonly organisation: Organisation,
  ) {}

  /** In two organisations of its own, so that nothing that one cast does reaches another. */
  static async assemble(platform: Platform): Promise<Cast> {
    const ours = await Organisation.with(platform);
    const theirs = await Organisation.with(platform);
    const target = async (candidate: Candidate): Promise<Target> => ({
      attemptId: candidate.attemptId,
      submissionId: await candidate.submitted(),
      assessmentId: ours.assessmentId,
      token: candidate.token,
      slug: 'payments',
    });
    const owner = await ours.startedCandidate();
    const neighbour = await ours.startedCandidate();
    const stranger = await theirs.startedCandidate();
    const finished = await ours.startedCandidate();
    const timedOut = await ours.startedCandidate();
    const theTarget = await target(owner);
    const ofFinished = await target(finished);
    const ofTimedOut = await target(timedOut);
    await finished.client.post(`${finished.address}/finish`);
    await timedOut.elapse(2 * HOUR);
    const forger = platform.client();
    forger.setCookie(
      candidateCookie(owner.attemptId),
      neighbour.client.cookie(candidateCookie(neighbour.attemptId)) ?? '',
    );
    forger.setCookie(MANAGER_COOKIE, 'x'.repeat(43));
    const clients: Record<Role, ApiClient> = {
      nobody: platform.client(),
      forger,
      neighbour: neighbour.client,
      stranger: stranger.client,
      finishedNeighbour: finished.client,
      signedOut: await signedOut(platform, ours),
      expired: await aged(platform, ours, `expires_at = now() - interval '1 second'`),
      idle: await aged(platform, ours, `seen_at = now() - interval '121 minutes'`),
      otherManager: await theirs.manager(),
      manager: await ours.manager(),
      finished: finished.client,
      timedOut: timedOut.client,
      owner: owner.client,
    };
    const targets = Object.fromEntries(ROLES.map((role) => [role, theTarget])) as Record<Role, Target>;
    return new Cast(clients, { ...targets, finished: ofFinished, timedOut: ofTimedOut }, ours);
  }
}

/** A browser whose manager has signed out, and that sends the cookie all the same. */
async function signedOut(platform: Platform, organisation: Organisation): Promise<ApiClient> {
  const manager = await organisation.manager();
  const cookie = manager.cookie(MANAGER_COOKIE) ?? '';
  await manager.delete('/api/sessions/current');
  const client = platform.client();
  client.setCookie(MANAGER_COOKIE, cookie);
  return client;
}

async function aged(platform: Platform, organisation: Organisation, change: string): Promise<ApiClient> {
  const manager = await organisation.manager();
  await platform.dataSource.query(
    `UPDATE manager_sessions SET ${change} WHERE token_hash = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [manager.cookie(MANAGER_COOKIE)],
  );
  return manager;
}
