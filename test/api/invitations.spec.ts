import { openedInvitationSchema } from '@assay/contracts';
import { CANDIDATE_SESSIONS_MAX } from '@assay/persistence';
import { expectBody, expectProblem } from '../support/api-client';
import { Organisation } from '../support/builders';
import { startPlatform, type Platform } from '../support/platform';

describe('invitations', () => {
  let platform: Platform;
  let organisation: Organisation;

  beforeAll(async () => {
    platform = await startPlatform();
    organisation = await Organisation.with(platform);
  });

  afterAll(() => platform.close());

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
    // Who opened it in time holds a cookie still, and may not begin any more.
    const late = await organisation.invite();
    expect((await client.post('/api/invitations/open', { token: late.token })).status).toBe(200);
    await platform.dataSource.query(expire, [late.attemptId]);
    expectProblem(await client.post(`/api/attempts/${late.attemptId}/start`), 'invitation_expired');
    const still = await client.get(`/api/attempts/${late.attemptId}`);
    expect((still.body as { state: string }).state).toBe('ready');
    // Who has begun in time can come back.
    expect((await client.post('/api/invitations/open', { token: started.token })).status).toBe(200);
    // Once it is over, nobody can.
    await started.client.post(`${started.address}/finish`);
    expectProblem(await client.post('/api/invitations/open', { token: started.token }), 'invitation_expired');
  });

  it('open in so many browsers at a time; the first ones have to open the link again', async () => {
    const { attemptId, token } = await organisation.startedCandidate();
    const browsers = Array.from({ length: CANDIDATE_SESSIONS_MAX }, () => platform.client());
    for (const browser of browsers) await browser.post('/api/invitations/open', { token });
    const address = `/api/attempts/${attemptId}`;
    expect((await browsers[0]?.get(address))?.status).toBe(200);
    const another = platform.client();
    await another.post('/api/invitations/open', { token });
    expect((await another.get(address)).status).toBe(200);
    expect((await browsers[0]?.get(address))?.status).toBe(404);
    expect((await browsers[1]?.get(address))?.status).toBe(200);
    await Promise.all(browsers.map((browser) => browser.post('/api/invitations/open', { token })));
    const [row] = await platform.dataSource.query<{ sessions: number }[]>(
      'SELECT count(*)::int AS sessions FROM candidate_sessions WHERE attempt_id = $1',
      [attemptId],
    );
    // Those that came at the same instant do not see each other; the next one sweeps.
    expect(row?.sessions).toBeLessThan(2 * CANDIDATE_SESSIONS_MAX);
  });

  it('open the same attempt again, whatever has become of it', async () => {
    const first = await organisation.startedCandidate();
    await first.submitted();
    const again = platform.client();
    const open = async () =>
      expectBody(await again.post('/api/invitations/open', { token: first.token }), openedInvitationSchema)
        .attemptId;
    expect(await open()).toBe(first.attemptId);
    const name = `assay_attempt_${first.attemptId}`;
    const before = again.cookie(name) ?? '';
    // Opened twice in one browser: the earlier cookie is good for nothing.
    await open();
    const replay = platform.client();
    replay.setCookie(name, before);
    expectProblem(await replay.get(first.address), 'not_found');
    await first.client.post(`${first.address}/finish`);
    expect(await open()).toBe(first.attemptId);
    expectProblem(await again.post(`${first.address}/start`), 'attempt_over');
    const [row] = await platform.dataSource.query<{ attempts: number }[]>(
      `SELECT count(*)::int AS attempts FROM attempts
        WHERE invitation_id = (SELECT invitation_id FROM attempts WHERE id = $1)`,
      [first.attemptId],
    );
    expect(row?.attempts).toBe(1);
    await platform.dataSource.query(
      `UPDATE candidate_sessions SET expires_at = now() WHERE attempt_id = $1`,
      [first.attemptId],
    );
    expectProblem(await again.get(first.address), 'not_found');
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
