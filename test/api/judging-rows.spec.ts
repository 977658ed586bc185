import { randomUUID } from 'node:crypto';
import { JudgingRepository } from '@assay/persistence';
import { Organisation, WorkerByHand, aResult, aVerdict } from '../support/builders';
import { startPlatform, type Platform } from '../support/platform';

interface Row {
  readonly status: string;
  readonly score: number | null;
  readonly tries: number;
  readonly enqueued: number;
  readonly errors: number;
}

describe('the rows of a judging', () => {
  let platform: Platform;
  let organisation: Organisation;
  let rows: JudgingRepository;

  beforeAll(async () => {
    platform = await startPlatform();
    organisation = await Organisation.with(platform);
    rows = new JudgingRepository(platform.dataSource);
  });

  afterAll(() => platform.close());

  const aSubmission = async () => (await organisation.startedCandidate()).submitted();
  const row = async (id: string): Promise<Row | undefined> => {
    const [found] = await platform.dataSource.query<Row[]>(
      `SELECT status, score, tries, enqueued, jsonb_array_length(infrastructure_errors) AS errors FROM submissions WHERE id = $1`,
      [id],
    );
    return found;
  };
  const events = async (id: string) => {
    const found = await platform.dataSource.query<{ seq: number; type: string; status: string | null }[]>(
      `SELECT seq, type, payload ->> 'status' AS status FROM submission_events WHERE submission_id = $1 ORDER BY seq`,
      [id],
    );
    return found.map(
      ({ seq, type, status }) => `${String(seq)} ${type}${status === null ? '' : ` ${status}`}`,
    );
  };
  const expire = (id: string) =>
    platform.dataSource.query(
      `UPDATE submissions SET lease_until = now() - interval '1 second' WHERE id = $1`,
      [id],
    );

  it('are claimed by one of many workers', async () => {
    const id = await aSubmission();
    const workers = Array.from({ length: 8 }, () => new WorkerByHand(platform, id));
    const claims = await Promise.all(workers.map((worker) => worker.claim()));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    expect(await events(id)).toEqual(['1 status queued', '2 status running']);
  });

  it('take a claim, events and the verdict again when the answer was lost', async () => {
    const worker = new WorkerByHand(platform, await aSubmission());
    const first = await worker.claim();
    expect(await worker.claim()).toEqual(first);
    expect(await worker.report(3, aResult('answers'))).toBe(true);
    expect(await worker.report(3, aResult('answers'))).toBe(true);
    expect(await worker.conclude(4)).toBe(true);
    expect(await worker.conclude(4)).toBe(false);
    expect(await events(worker.submissionId)).toEqual([
      ...['1 status queued', '2 status running', '3 test', '4 status judged', '5 verdict'],
    ]);
    expect(await row(worker.submissionId)).toMatchObject({ status: 'judged', score: 50 });
  });

  it('take one verdict of many at once, and none from a worker whose claim is gone', async () => {
    const id = await aSubmission();
    const lost = new WorkerByHand(platform, id);
    await lost.claim();
    await lost.report(3, aResult('answers', 'failed'));
    await expire(id);
    expect((await rows.takeBackExpired()).map((one) => [one.id, one.status, one.enqueued])).toEqual([
      [id, 'queued', 2],
    ]);
    expect(await lost.rows.renew(id, lost.claimId, 10_000)).toBe(false);
    expect(await lost.report(4, aResult('charges-once'))).toBe(false);
    expect(await lost.conclude(5)).toBe(false);

    const next = new WorkerByHand(platform, id);
    expect((await next.claim())?.lastSeq).toBe(5);
    expect(await lost.conclude(6)).toBe(false);
    const verdicts = await Promise.all(Array.from({ length: 5 }, () => next.conclude(6)));
    expect(verdicts.filter(Boolean)).toHaveLength(1);
    expect(await events(id)).toEqual([
      ...['1 status queued', '2 status running', '3 test', '4 status queued', '5 status running'],
      ...['6 status judged', '7 verdict'],
    ]);
    expect(await row(id)).toEqual({ status: 'judged', score: 50, tries: 1, enqueued: 2, errors: 1 });
  });

  it('can not hold two verdicts, whoever writes them', async () => {
    const worker = new WorkerByHand(platform, await aSubmission());
    await worker.claim();
    await worker.conclude(3);
    await expect(
      platform.dataSource.query(
        `INSERT INTO submission_events (submission_id, seq, type, payload) VALUES ($1, 99, 'verdict', '{"type":"verdict"}')`,
        [worker.submissionId],
      ),
    ).rejects.toThrow('uq_submission_events_verdict');
    await expect(
      platform.dataSource.query(`UPDATE submissions SET status = 'queued' WHERE id = $1`, [
        worker.submissionId,
      ]),
    ).rejects.toThrow('ck_submissions_');
  });

  it('say that the platform failed, and give up after the third time', async () => {
    const id = await aSubmission();
    const ends: unknown[] = [];
    for (let time = 0; time < 3; time += 1) {
      const worker = new WorkerByHand(platform, id);
      await worker.claim();
      ends.push(await worker.rows.recordFailure(id, worker.claimId, 'the engine does not answer'));
    }
    expect(ends).toEqual(['queued', 'queued', 'error']);
    expect(await row(id)).toEqual({ status: 'error', score: null, tries: 3, enqueued: 3, errors: 3 });
    expect((await events(id)).at(-1)).toBe('7 status error');
    expect(await rows.claim(id, randomUUID(), 'another', 1_000)).toBeUndefined();
  });

  it('go back uncounted when a worker stops, and stay with one that renews in time', async () => {
    const stopping = new WorkerByHand(platform, await aSubmission());
    await stopping.claim();
    await stopping.rows.release(stopping.submissionId, stopping.claimId);
    expect(await row(stopping.submissionId)).toMatchObject({
      status: 'queued',
      tries: 0,
      enqueued: 2,
      errors: 0,
    });

    const living = new WorkerByHand(platform, await aSubmission());
    await living.claim();
    await expire(living.submissionId);
    expect(await living.rows.renew(living.submissionId, living.claimId, 10_000)).toBe(true);
    expect(await rows.takeBackExpired()).toEqual([]);
    expect(await row(living.submissionId)).toMatchObject({ status: 'running' });
  });

  it('are found when they wait without a job', async () => {
    const id = await aSubmission();
    expect((await rows.queuedLongerThan(60_000)).map((one) => one.id)).not.toContain(id);
    await platform.dataSource.query(
      `UPDATE submissions SET queued_at = now() - interval '2 minutes' WHERE id = $1`,
      [id],
    );
    expect(await rows.queuedLongerThan(60_000)).toContainEqual({
      id,
      status: 'queued',
      enqueued: 1,
      lastSeq: 1,
    });
  });

  it('hold what a subject may print', async () => {
    const worker = new WorkerByHand(platform, await aSubmission());
    await worker.claim();
    const nasty = { ...aResult('answers'), output: 'NUL \0, half \ud800, <script>, \u001b[31m' };
    expect(await worker.report(3, nasty)).toBe(true);
    expect(await worker.conclude(4, { ...aVerdict(), tests: [nasty] })).toBe(true);
  });
});
