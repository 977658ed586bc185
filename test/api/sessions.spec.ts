import { managerSessionSchema } from '@assay/contracts';
import { expectBody, expectProblem } from '../support/api-client';
import { Organisation } from '../support/builders';
import { startPlatform, type Platform } from '../support/platform';

const COOKIE = 'assay_manager';

describe('sessions and invitations', () => {
  let platform: Platform;
  let organisation: Organisation;

  beforeAll(async () => {
    platform = await startPlatform();
    organisation = await Organisation.with(platform);
  });

  afterAll(() => platform.close());

  it('begin with the right password, in a cookie that scripts and other sites do not get', async () => {
    const client = platform.client();
    const answer = await client.post('/api/sessions', {
      email: organisation.managerEmail.toUpperCase(),
      password: organisation.password,
    });
    expect(expectBody(answer, managerSessionSchema, 201).email).toBe(organisation.managerEmail);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const [row] = await platform.dataSource.query<{ found: boolean }[]>(
      'SELECT true AS found FROM manager_sessions WHERE token_hash = $1 OR previous_hash = $1',
      [client.cookie(COOKIE)],
    );
    expect(row).toBeUndefined();
    expect((await client.get('/api/sessions/current')).status).toBe(200);
  });

  it('do not tell an unknown account from a wrong password', async () => {
    const wrong = async (email: string) => {
      const { requestId: _, ...problem } = expectProblem(
        await platform.client().post('/api/sessions', { email, password: 'wrong' }),
        'invalid_credentials',
      );
      return problem;
    };
    expect(await wrong(organisation.managerEmail)).toEqual(await wrong('nobody@assay.example'));
  });

  it('end at the sign-out, at the next sign-in, and when they expire', async () => {
    const client = await organisation.manager();
    const first = client.cookie(COOKIE) ?? '';
    await client.post('/api/sessions', { email: organisation.managerEmail, password: organisation.password });
    const second = client.cookie(COOKIE) ?? '';
    expect(second).not.toBe(first);
    const old = platform.client();
    old.setCookie(COOKIE, first);
    expectProblem(await old.get('/api/sessions/current'), 'unauthenticated');

    expect((await client.delete('/api/sessions/current')).status).toBe(204);
    expect(client.cookie(COOKIE)).toBeUndefined();
    client.setCookie(COOKIE, second);
    expectProblem(await client.get('/api/sessions/current'), 'unauthenticated');

    const late = await organisation.manager();
    await platform.dataSource.query(`UPDATE manager_sessions SET expires_at = now() - interval '1 second'`);
    expectProblem(await late.get('/api/attempts'), 'unauthenticated');
  });

  it('get a new cookie after an hour, and the old one is good for requests under way alone', async () => {
    const client = await organisation.manager();
    const first = client.cookie(COOKIE) ?? '';
    await platform.dataSource.query(`UPDATE manager_sessions SET rotated_at = now() - interval '61 minutes'`);
    expect((await client.get('/api/sessions/current')).status).toBe(200);
    expect(client.cookie(COOKIE)).not.toBe(first);
    expect((await client.get('/api/sessions/current')).status).toBe(200);
    const underWay = platform.client();
    underWay.setCookie(COOKIE, first);
    expect((await underWay.get('/api/sessions/current')).status).toBe(200);
    await platform.dataSource.query(`UPDATE manager_sessions SET rotated_at = now() - interval '2 minutes'`);
    expectProblem(await underWay.get('/api/sessions/current'), 'unauthenticated');
  });

  it('can not be guessed at without end', async () => {
    const client = platform.client();
    const tries = await Promise.all(
      Array.from({ length: 25 }, () =>
        client.post('/api/sessions', { email: 'guess@assay.example', password: 'x' }),
      ),
    );
    const refused = tries.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(5);
    expectProblem(refused[0] ?? tries[0] ?? (await client.get('/')), 'too_many_requests');
    expect((await organisation.manager()).cookie(COOKIE)).toBeDefined();
  });

  it('open by a link that is known and in time', async () => {
    const client = platform.client();
    expectProblem(await client.post('/api/invitations/open', { token: 'x'.repeat(43) }), 'not_found');
    expectProblem(await client.post('/api/invitations/open', { token: 'short' }), 'invalid_body');
    const { token, attemptId, url } = await organisation.invite();
    expect(url.startsWith('http://assay.test/')).toBe(true);
    const expire = `UPDATE invitations SET expires_at = now() WHERE id = (SELECT invitation_id FROM attempts WHERE id = $1)`;
    const started = await organisation.startedCandidate();
    for (const id of [attemptId, started.attemptId]) await platform.dataSource.query(expire, [id]);
    expectProblem(await client.post('/api/invitations/open', { token }), 'invitation_expired');
    expect(client.cookie(`assay_attempt_${attemptId}`)).toBeUndefined();
    // Who has begun in time can come back.
    expect((await client.post('/api/invitations/open', { token: started.token })).status).toBe(200);
  });

  it('take a name as text, whatever it spells', async () => {
    const manager = await organisation.manager();
    const candidateName = `<img src=x onerror=alert(1)> '; DROP TABLE attempts; -- =1+1`;
    const body = {
      assessmentId: organisation.assessmentId,
      candidateName,
      candidateEmail: 'x@assay.example',
    };
    expect((await manager.post('/api/invitations', body)).status).toBe(201);
    const list = await manager.get('/api/attempts');
    expect(list.headers.get('content-type')).toMatch(/^application\/json/);
    expect(list.body).toContainEqual(expect.objectContaining({ candidateName }));
    expectProblem(
      await manager.post('/api/invitations', { ...body, organisationId: organisation.id }),
      'invalid_body',
    );
  });
});
