import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { attemptViewSchema, openedInvitationSchema } from '@assay/contracts';
import { seedDemo, type SeedOptions } from '@assay/persistence';
import { expectBody } from '../support/api-client';
import { aChallenge } from '../support/builders';
import { startPlatform, type Platform } from '../support/platform';

const sessionSecret = 's'.repeat(40);

describe('the seed', () => {
  let platform: Platform;

  beforeAll(async () => {
    platform = await startPlatform();
    await aChallenge(platform, 'payments');
  });

  afterAll(() => platform.close());

  /** The stored challenge under another hash, as if its folder had changed. */
  const challenges = async (variant: string): Promise<SeedOptions['challenges']> => {
    const [stored] = await platform.dataSource.query<SeedOptions['challenges'][number]['challenge'][]>(
      'SELECT slug, manifest, tests, statement, starters FROM challenge_versions LIMIT 1',
    );
    if (stored === undefined) throw new Error('nothing is stored');
    const hash = createHash('sha256').update(variant).digest('hex');
    return [{ challenge: { ...stored, hash }, packed: () => Promise.resolve(Buffer.from(variant)) }];
  };
  const seed = async (variant: string, managerPassword?: string) =>
    seedDemo(platform.dataSource, { challenges: await challenges(variant), sessionSecret, managerPassword });
  const signIn = async (email: string, password: string) =>
    (await platform.client().post('/api/sessions', { email, password })).status;
  const open = async (token: string) => {
    const client = platform.client();
    const { attemptId } = expectBody(
      await client.post('/api/invitations/open', { token }),
      openedInvitationSchema,
    );
    return { client, attemptId };
  };
  const pinned = async (attemptId: string) => {
    const rows = await platform.dataSource.query<{ hash: string }[]>(
      `SELECT challenge_hash AS hash FROM attempt_challenges WHERE attempt_id = $1`,
      [attemptId],
    );
    return rows.map((row) => row.hash);
  };

  it('can be repeated: one organisation, one manager, one link', async () => {
    const [first, second] = [await seed('v1'), await seed('v1')];
    expect(second.candidateToken).toBe(first.candidateToken);
    expect(first.managerPassword).toMatch(/^.{16}$/);
    expect(second.managerPassword).toBeUndefined();
    expect(await signIn(first.managerEmail, first.managerPassword ?? '')).toBe(201);
    const [counts] = await platform.dataSource.query<object[]>(
      `SELECT (SELECT count(*)::int FROM users) AS users, (SELECT count(*)::int FROM attempts) AS attempts,
              (SELECT count(*)::int FROM assessment_challenges) AS challenges`,
    );
    expect(counts).toEqual({ users: 1, attempts: 1, challenges: 1 });
    expect((await open(first.candidateToken)).attemptId).toBe((await open(second.candidateToken)).attemptId);
  });

  it('sets the password that it is given', async () => {
    const { managerEmail } = await seed('v1', 'a given password');
    expect(await signIn(managerEmail, 'a given password')).toBe(201);
  });

  it('pins anew what has not started, and leaves what has', async () => {
    const { candidateToken } = await seed('v1');
    const { client, attemptId } = await open(candidateToken);
    await seed('v2');
    expectBody(await client.post(`/api/attempts/${attemptId}/start`), attemptViewSchema);
    const hashes = await pinned(attemptId);
    await seed('v3');
    expect(await pinned(attemptId)).toEqual(hashes);
    expect(hashes).toEqual([createHash('sha256').update('v2').digest('hex')]);
    expect((await open(candidateToken)).attemptId).toBe(attemptId);

    await client.post(`/api/attempts/${attemptId}/finish`);
    await seed('v3');
    expect((await open(candidateToken)).attemptId).not.toBe(attemptId);
  });
});
