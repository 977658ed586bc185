import { randomUUID } from 'node:crypto';
import {
  attemptReviewSchema,
  attemptViewSchema,
  createdSubmissionSchema,
  submissionReviewSchema,
  submissionViewSchema,
} from '@assay/contracts';
import { z } from 'zod';
import { expectBody, expectProblem } from '../support/api-client';
import { MAIN, Organisation, SECRET, WorkerByHand, aResult, aVerdict } from '../support/builders';
import { startPlatform, type Platform } from '../support/platform';

describe('submissions', () => {
  let platform: Platform;
  let organisation: Organisation;

  beforeAll(async () => {
    platform = await startPlatform();
    organisation = await Organisation.with(platform, { submissionsMax: 3 });
  });

  afterAll(() => platform.close());

  const judged = async (id: string, verdict = aVerdict()) => {
    const worker = new WorkerByHand(platform, id);
    expect(await worker.claim()).toBeDefined();
    expect(await worker.conclude(3, verdict)).toBe(true);
  };

  it('are taken at once, with the row and its first event written', async () => {
    const candidate = await organisation.startedCandidate();
    const created = expectBody(await candidate.submit(), createdSubmissionSchema, 202);
    expect(created).toMatchObject({ status: 'queued', mode: 'submission', submissionsLeft: 2 });
    const view = expectBody(
      await candidate.client.get(`/api/submissions/${created.id}`),
      submissionViewSchema,
    );
    expect(view).toMatchObject({ status: 'queued', score: null, passed: 0, total: 3, tests: [] });
    const run = expectBody(await candidate.submit({ mode: 'run' }), createdSubmissionSchema, 202);
    expect(run).toMatchObject({ mode: 'run', submissionsLeft: null });
    expect(
      expectBody(await candidate.client.get(`/api/submissions/${run.id}`), submissionViewSchema).total,
    ).toBe(1);
  });

  it('wait for the last one of their kind', async () => {
    const candidate = await organisation.startedCandidate();
    const first = await candidate.submitted();
    expectProblem(await candidate.submit(), 'judging_in_progress');
    expect((await candidate.submit({ mode: 'run' })).status).toBe(202);
    expect((await candidate.submit({ challenge: 'login' })).status).toBe(202);
    await judged(first);
    expect((await candidate.submit()).status).toBe(202);
  });

  it('are capped, and what was never judged does not count', async () => {
    const candidate = await organisation.startedCandidate();
    await judged(await candidate.submitted());
    const broken = aVerdict();
    await judged(await candidate.submitted(), {
      ...broken,
      status: 'build-failed',
      score: 0,
      groups: [],
      tests: [],
    });
    const failed = new WorkerByHand(platform, await candidate.submitted());
    for (const end of ['queued', 'queued', 'error']) {
      await failed.claim();
      expect(
        await failed.rows.recordFailure(failed.submissionId, failed.claimId, 'the engine does not answer'),
      ).toBe(end);
    }
    await judged(await candidate.submitted());
    const last = expectBody(await candidate.submit(), createdSubmissionSchema, 202);
    expect(last.submissionsLeft).toBe(0);
    await judged(last.id);
    expectProblem(await candidate.submit(), 'submissions_exhausted');
    expect((await candidate.submit({ mode: 'run' })).status).toBe(202);
    const { challenges } = expectBody(await candidate.client.get(candidate.address), attemptViewSchema);
    expect(challenges.map(({ slug, submissionsLeft }) => [slug, submissionsLeft])).toEqual([
      ['payments', 0],
      ['login', 3],
    ]);
  });

  it('can not outrun the cap: of many at once for the last slot one is taken', async () => {
    const candidate = await organisation.startedCandidate();
    await judged(await candidate.submitted());
    await judged(await candidate.submitted());
    const answers = await Promise.all(Array.from({ length: 12 }, () => candidate.submit()));
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(11);
    const [row] = await platform.dataSource.query<{ rows: number }[]>(
      'SELECT count(*)::int AS rows FROM submissions WHERE attempt_id = $1',
      [candidate.attemptId],
    );
    expect(row?.rows).toBe(3);
  });

  it('are made once for a request that is sent twice, or many times at once', async () => {
    const candidate = await organisation.startedCandidate();
    const requestKey = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => candidate.submit({ requestKey })));
    const ids = answers.map((answer) => expectBody(answer, createdSubmissionSchema, 202).id);
    expect(new Set(ids).size).toBe(1);
    await judged(ids[0] ?? '');
    const late = expectBody(await candidate.submit({ requestKey }), createdSubmissionSchema, 202);
    expect(late).toMatchObject({ id: ids[0], status: 'judged', submissionsLeft: 2 });
  });

  it('need an attempt that runs', async () => {
    const candidate = await organisation.candidate();
    expectProblem(await candidate.submit(), 'attempt_not_started');
    expectProblem(await candidate.saveDraft('payments', 'x'), 'attempt_not_started');
    expectProblem(
      await candidate.client.get(`${candidate.address}/challenges/payments`),
      'attempt_not_started',
    );
    expectProblem(await candidate.client.post(`${candidate.address}/finish`), 'attempt_not_started');
    await candidate.start();
    expectProblem(await candidate.client.post(`${candidate.address}/start`), 'attempt_already_started');
    await candidate.client.post(`${candidate.address}/finish`);
    expectProblem(await candidate.submit(), 'attempt_over');
    expectProblem(await candidate.saveDraft('payments', 'x'), 'attempt_over');
    expectProblem(await candidate.client.post(`${candidate.address}/start`), 'attempt_over');
  });

  it('tell a candidate of hidden tests the title and status alone, and a manager everything', async () => {
    const candidate = await organisation.startedCandidate();
    const id = await candidate.submitted();
    const worker = new WorkerByHand(platform, id);
    await worker.claim();
    await worker.report(3, aResult('answers'));
    await worker.report(4, aResult('charges-once', 'failed'));
    const secrets = async (address: string) => {
      const { status, text } = await candidate.client.get(address);
      expect(status).toBe(200);
      return text.split(SECRET).length - 1;
    };
    // The sample test's four fields, and nothing of a hidden test: in judging, and judged.
    expect(await secrets(`/api/submissions/${id}`)).toBe(4);
    await worker.conclude(5);
    expect(await secrets(`/api/submissions/${id}`)).toBe(4);
    // A list leaves the long texts out.
    expect(await secrets(`${candidate.address}/submissions`)).toBe(0);
    expect(await secrets(candidate.address)).toBe(0);
    const [view] = expectBody(
      await candidate.client.get(`${candidate.address}/submissions`),
      z.array(submissionViewSchema),
    );
    expect(view).toMatchObject({ score: 50, passed: 2, total: 3, status: 'judged' });
    expect(view?.tests[1]).toEqual({
      id: 'charges-once',
      group: 'idempotency',
      title: 'It charges once',
      requirements: ['R2'],
      visibility: 'hidden',
      status: 'passed',
      durationMs: 0,
    });

    const manager = await organisation.manager();
    const review = await manager.get(`/api/submissions/${id}/review`);
    expect(review.text.split(SECRET)).toHaveLength(13);
    expect(expectBody(review, submissionReviewSchema)).toMatchObject({
      files: [MAIN],
      challengeVersion: '1.0.0',
      score: 50,
    });
    const attempt = expectBody(await manager.get(`${candidate.address}/review`), attemptReviewSchema);
    expect(attempt).toMatchObject({ score: 25, submissions: [{ id, score: 50 }] });
    expect(attempt.challenges[0]).toMatchObject({ slug: 'payments', bestScore: 50, submissions: 1, runs: 0 });
  });
});
