import { randomUUID } from 'node:crypto';
import { attemptViewSchema, openedInvitationSchema } from '@assay/contracts';
import { expectBody, expectProblem, type ApiClient } from '../support/api-client';
import { MAIN, Organisation, type Candidate } from '../support/builders';
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

  /** Everything that a candidate can do, for any attempt and submission. */
  const doors = (attempt: string, submission: string): [string, string, object?][] => [
    ['GET', `/api/attempts/${attempt}`],
    ['POST', `/api/attempts/${attempt}/start`],
    ['POST', `/api/attempts/${attempt}/finish`],
    ['GET', `/api/attempts/${attempt}/events`],
    ['GET', `/api/attempts/${attempt}/challenges/payments`],
    [
      'PUT',
      `/api/attempts/${attempt}/challenges/payments/draft`,
      { language: 'typescript', files: [MAIN], revision: 0 },
    ],
    ['GET', `/api/attempts/${attempt}/submissions`],
    [
      'POST',
      `/api/attempts/${attempt}/submissions`,
      { challenge: 'payments', language: 'typescript', files: [MAIN] },
    ],
    ['GET', `/api/submissions/${submission}`],
    ['GET', `/api/submissions/${submission}/events`],
  ];

  const answers = async (client: ApiClient, attempt: string, submission: string) => {
    const seen: unknown[] = [];
    for (const [method, address, body] of doors(attempt, submission)) {
      const answer = await client.json(method, address, body, {});
      const { requestId: _, ...problem } = expectProblem(answer, 'not_found');
      seen.push({ method, status: answer.status, problem });
    }
    return seen;
  };

  it('is told to nobody else: what is not yours is answered as what does not exist', async () => {
    const another = await organisation.startedCandidate();
    const missing = await answers(another.client, randomUUID(), randomUUID());
    expect(await answers(another.client, owner.attemptId, submissionId)).toEqual(missing);
    expect(await answers(platform.client(), owner.attemptId, submissionId)).toEqual(missing);
    expect(await answers(await organisation.manager(), owner.attemptId, submissionId)).toEqual(missing);
    expect(
      await answers(another.client, 'not-an-id', "1'; DROP TABLE attempts;--".replaceAll(' ', '+')),
    ).toEqual(missing);
    expect(await owner.client.get(`/api/submissions/${submissionId}`)).toMatchObject({ status: 200 });
  });

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

  it('is a secret between organisations too', async () => {
    const other = await (await Organisation.with(platform)).manager();
    expectProblem(await other.get(`${owner.address}/review`), 'not_found');
    expectProblem(await other.get(`${owner.address.replace(owner.attemptId, 'no-id')}/review`), 'not_found');
    expectProblem(await other.get(`/api/submissions/${submissionId}/review`), 'not_found');
    expectProblem(await other.post(`${owner.address}/extra-time`, { minutes: 10 }), 'not_found');
    expect((await other.get('/api/attempts')).body).toEqual([]);
    const invitation = {
      assessmentId: organisation.assessmentId,
      candidateName: 'A',
      candidateEmail: 'a@assay.example',
    };
    expectProblem(await other.post('/api/invitations', invitation), 'not_found');
  });

  it('asks managers to sign in, whatever the id', async () => {
    for (const client of [platform.client(), owner.client]) {
      for (const address of [
        'assessments',
        'challenges',
        'attempts',
        'sessions/current',
        `attempts/${owner.attemptId}/review`,
      ]) {
        expectProblem(await client.get(`/api/${address}`), 'unauthenticated');
      }
      expectProblem(await client.get(`/api/submissions/${submissionId}/review`), 'unauthenticated');
      expectProblem(await client.post(`${owner.address}/extra-time`, { minutes: 5 }), 'unauthenticated');
      expectProblem(await client.post('/api/invitations', {}), 'unauthenticated');
    }
  });

  it('is not moved by other sites', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expectProblem(await owner.client.post(`${owner.address}/finish`, undefined, foreign), 'cross_site');
    expectProblem(
      await owner.client.post(`${owner.address}/finish`, undefined, { origin: 'null' }),
      'cross_site',
    );
    expect(expectBody(await owner.client.get(owner.address), attemptViewSchema).state).toBe('started');
    const ours = { 'sec-fetch-site': 'same-origin', origin: 'http://assay.test' };
    expect((await owner.client.post(`${owner.address}/finish`, undefined, ours)).status).toBe(200);
  });
});
