import { attemptViewSchema, openedInvitationSchema } from '@assay/contracts';
import { expectBody, expectProblem } from '../support/api-client';
import { Organisation, type Candidate } from '../support/builders';
import { startPlatform, type Platform } from '../support/platform';

describe('whose is what', () => {
  let platform: Platform;
  let organisation: Organisation;
  let owner: Candidate;
  let submissionId: string;

  beforeAll(async () => {
    platform = await startPlatform();
    organisation = await Organisation.with(platform);
    owner = await organisation.startedCandidate();
    submissionId = await owner.submitted();
  });

  afterAll(() => platform.close());

  it('does not open with a cookie that was made up or belongs to another attempt', async () => {
    const another = await organisation.candidate();
    const name = (id: string) => `assay_attempt_${id}`;
    const thief = platform.client();
    thief.setCookie(name(owner.attemptId), another.client.cookie(name(another.attemptId)) ?? '');
    expectProblem(await thief.get(owner.address), 'not_found');
    thief.setCookie(name(owner.attemptId), 'x'.repeat(43));
    expectProblem(await thief.get(owner.address), 'not_found');
    const [row] = await platform.dataSource.query<{ hash: string }[]>(
      'SELECT token_hash AS hash FROM candidate_sessions WHERE attempt_id = $1',
      [owner.attemptId],
    );
    thief.setCookie(name(owner.attemptId), row?.hash ?? '');
    expectProblem(await thief.get(owner.address), 'not_found');
  });

  it('holds for several invitations in one browser', async () => {
    const first = await organisation.candidate();
    const { token } = await organisation.invite();
    const { attemptId } = expectBody(
      await first.client.post('/api/invitations/open', { token }),
      openedInvitationSchema,
    );
    expect(attemptId).not.toBe(first.attemptId);
    for (const id of [first.attemptId, attemptId]) {
      expect(expectBody(await first.client.get(`/api/attempts/${id}`), attemptViewSchema).id).toBe(id);
    }
    expectBody(
      await first.client.post('/api/invitations/open', { token: first.token }),
      openedInvitationSchema,
    );
    expect((await first.client.get(`/api/attempts/${attemptId}`)).status).toBe(200);
  });

  it('shows a manager nothing of another organisation in any list', async () => {
    const other = await (await Organisation.with(platform)).manager();
    expect((await other.get('/api/attempts')).body).toEqual([]);
    const { text } = await other.get('/api/assessments');
    expect(text).not.toContain(organisation.assessmentId);
    const own = await organisation.manager();
    expect((await own.get('/api/attempts')).text).toContain(owner.attemptId);
  });

  it('shows a candidate nothing of another in any answer', async () => {
    const another = await organisation.startedCandidate();
    await owner.saveDraft('payments', 'what the owner wrote');
    await another.submitted();
    for (const address of ['', '/submissions', '/challenges/payments']) {
      const { status, text } = await another.client.get(`${another.address}${address}`);
      expect(status).toBe(200);
      for (const secret of [owner.attemptId, submissionId, 'what the owner wrote'])
        expect(text).not.toContain(secret);
    }
  });
});
