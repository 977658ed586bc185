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
  'lapsed',
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
    private readonly platform: Platform,
    readonly clients: Record<Role, ApiClient>,
    readonly targets: Readonly<Record<Role, Target>>,
    readonly organisation: Organisation,
    /** The attempt that is the neighbour's own. */
    readonly neighbourId: string,
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
      lapsed: platform.client(),
      signedOut: await signedOut(platform, ours),
      expired: platform.client(),
      idle: platform.client(),
      otherManager: await theirs.manager(),
      manager: await ours.manager(),
      finished: finished.client,
      timedOut: timedOut.client,
      owner: owner.client,
    };
    const targets = Object.fromEntries(ROLES.map((role) => [role, theTarget])) as Record<Role, Target>;
    const cast = new Cast(
      platform,
      clients,
      { ...targets, finished: ofFinished, timedOut: ofTimedOut },
      ours,
      neighbour.attemptId,
    );
    await cast.age();
    return cast;
  }

  /**
   * Gives `expired` and `idle` new sessions that are over, and `lapsed` one of the owner's. Every sign-in sweeps such rows
   * away; a row that is there, and is not taken, is what is to be seen.
   */
  async age(): Promise<void> {
    const { platform, organisation } = this;
    // Both are signed in before either is aged.
    const [expired, idle] = [await organisation.manager(), await organisation.manager()];
    const [ofExpired, ofIdle] = [expired.cookie(MANAGER_COOKIE), idle.cookie(MANAGER_COOKIE)];
    await change(platform, 'manager_sessions', ofExpired, `expires_at = now() - interval '1 second'`);
    await change(platform, 'manager_sessions', ofIdle, `seen_at = now() - interval '121 minutes'`);
    const lapsed = platform.client();
    const { attemptId, token } = this.targets.owner;
    await lapsed.post('/api/invitations/open', { token });
    const ofLapsed = lapsed.cookie(candidateCookie(attemptId));
    await change(platform, 'candidate_sessions', ofLapsed, `expires_at = now() - interval '1 second'`);
    Object.assign(this.clients, { expired, idle, lapsed });
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

/** Changes the session that a cookie stands for. */
async function change(
  platform: Platform,
  table: 'manager_sessions' | 'candidate_sessions',
  cookie: string | undefined,
  columns: string,
): Promise<void> {
  const rows = await platform.dataSource.query<unknown[]>(
    `WITH done AS (
       UPDATE ${table} SET ${columns} WHERE token_hash = encode(sha256(convert_to($1, 'UTF8')), 'hex') RETURNING id
     ) SELECT id FROM done`,
    [cookie ?? ''],
  );
  if (rows.length !== 1) throw new Error('there is no such session');
}
