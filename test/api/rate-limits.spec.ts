import { TURNS_MAX } from '../../apps/api/attempts/attempt-turns.service';
import { expectProblem, type Answer, type ApiClient } from '../support/api-client';
import { Organisation } from '../support/builders';
import { OwnService } from '../support/own-services';
import { eventually, startPlatform, type Platform } from '../support/platform';
import { Rates } from './front-door/rates';
import { startSecondApi, type SecondApi } from './front-door/second-api';

describe('how often', () => {
  let platform: Platform;
  let second: SecondApi;
  let organisation: Organisation;
  let rates: Rates;

  beforeAll(async () => {
    platform = await startPlatform();
    second = await startSecondApi(platform);
    organisation = await Organisation.with(platform);
    rates = new Rates();
  });

  beforeEach(() => rates.forget());

  afterAll(async () => {
    await rates.forget();
    rates.close();
    await second.close();
    await platform.close();
  });

  const guess = (client: ApiClient, email: string, headers: Record<string, string> = {}) =>
    client.post('/api/sessions', { email, password: 'wrong' }, headers);
  const refused = (answers: readonly Answer[]) => answers.filter((answer) => answer.status === 429);

  it('a password may be guessed is the same over all API processes, whatever the account', async () => {
    const both = [platform.client(), second.client()];
    const known = organisation.managerEmail;
    for (const email of [known, 'nobody@assay.example']) {
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, turn) => guess(both[turn % 2] ?? platform.client(), email)),
      );
      expect(refused(answers)).toHaveLength(10);
      expect(answers.filter((answer) => answer.status === 401)).toHaveLength(20);
      // In capitals it is the same account.
      expect((await guess(second.client(), email.toUpperCase())).status).toBe(429);
    }
    const answer = await guess(second.client(), known);
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(expectProblem(answer, 'too_many_requests').detail).toBe(
      `Too many sign-ins have failed. Try again in ${String(wait)} seconds.`,
    );
    // The right password does not help who has guessed too often.
    const right = { email: known, password: organisation.password };
    expect((await platform.client().post('/api/sessions', right)).status).toBe(429);
  });

  it('a person may sign in with the right password, or open a right link, is not counted', async () => {
    for (let turn = 0; turn < 25; turn += 1) await organisation.manager();
    const { token } = await organisation.invite();
    const open = (value: string) => platform.client().post('/api/invitations/open', { token: value });
    const opened = await Promise.all(Array.from({ length: 150 }, () => open(token)));
    expect(opened.every((answer) => answer.status === 200)).toBe(true);
    const more = await Promise.all(Array.from({ length: 100 }, () => open(token)));
    expect(more.every((answer) => answer.status === 200)).toBe(true);
    const wrong = await Promise.all(Array.from({ length: 210 }, () => open('x'.repeat(43))));
    expect(refused(wrong)).toHaveLength(10);
    expectProblem(await open(token), 'too_many_requests');
  });

  it('an account is guessed at from many addresses has a bound too, and so has one address at many accounts', async () => {
    const proxied = await startSecondApi(platform, { TRUSTED_PROXIES: 'loopback' });
    try {
      const from = (address: string, email: string) =>
        guess(proxied.client(), email, { 'x-forwarded-for': address });
      const one = await inTurns(105, (turn) => from(`203.0.113.${String(turn)}`, organisation.managerEmail));
      expect(refused(one)).toHaveLength(5);
      const many = await inTurns(105, (turn) =>
        from('198.51.100.7', `someone-${String(turn)}@assay.example`),
      );
      expect(refused(many)).toHaveLength(5);
      // A household has more addresses of IPv6 than anybody could count.
      const six = await inTurns(30, (turn) => from(`2001:db8:0:1::${turn.toString(16)}`, 'a@assay.example'));
      expect(refused(six)).toHaveLength(10);
    } finally {
      await proxied.close();
    }
  });

  it('an address is counted as does not depend on what a stranger says of it', async () => {
    const headers = [
      'x-forwarded-for',
      'x-real-ip',
      'forwarded',
      'cf-connecting-ip',
      'true-client-ip',
      'x-client-ip',
    ];
    const answers = await inTurns(30, (turn) => {
      const address = `203.0.113.${String(turn)}`;
      return guess(
        platform.client(),
        'b@assay.example',
        Object.fromEntries(headers.map((name) => [name, address])),
      );
    });
    expect(refused(answers)).toHaveLength(10);
  });

  it('a trusted proxy is believed in what it adds, and not in what it was sent', async () => {
    const proxied = await startSecondApi(platform, { TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' });
    try {
      const answers = await inTurns(30, (turn) =>
        guess(proxied.client(), 'c@assay.example', {
          'x-forwarded-for': `203.0.113.${String(turn)}, 198.51.100.9, 10.0.0.${String(turn)}`,
        }),
      );
      expect(refused(answers)).toHaveLength(10);
    } finally {
      await proxied.close();
    }
    // Who is not on the list is not believed.
    const other = await startSecondApi(platform, { TRUSTED_PROXIES: '10.0.0.0/8' });
    try {
      const answers = await inTurns(30, (turn) =>
        guess(other.client(), 'd@assay.example', { 'x-forwarded-for': `203.0.113.${String(turn)}` }),
      );
      expect(refused(answers)).toHaveLength(10);
    } finally {
      await other.close();
    }
  });

  it('an attempt may be sent runs and submissions holds over all processes, however its id is written', async () => {
    const candidate = await organisation.startedCandidate();
    const other = await organisation.startedCandidate();
    const elsewhere = second.client();
    const name = `assay_attempt_${candidate.attemptId}`;
    elsewhere.setCookie(name, candidate.client.cookie(name) ?? '');
    const body = {
      challenge: 'payments',
      language: 'typescript',
      mode: 'run',
      files: [{ path: 'a.ts', content: 'x' }],
    };
    const ids = [candidate.attemptId, candidate.attemptId.toUpperCase()];
    const answers = await inTurns(70, (turn) =>
      (turn % 3 === 0 ? elsewhere : candidate.client).post(
        `/api/attempts/${ids[turn % 2] ?? ''}/submissions`,
        body,
      ),
    );
    expect(refused(answers)).toHaveLength(10);
    const problem = expectProblem(last(refused(answers)), 'too_many_requests');
    expect(problem.detail).toMatch(
      /^Runs and submissions of this attempt come too fast\. Try again in \d+ seconds?\.$/,
    );
    expect((await other.submit({ mode: 'run' })).status).toBe(202);
    // Others can not use up what is somebody's: they are turned away first.
    const third = await organisation.startedCandidate();
    await inTurns(70, () => other.client.post(`${third.address}/submissions`, body));
    expect((await third.submit({ mode: 'run' })).status).toBe(202);
  });

  it('a draft may be saved is bounded by attempt, far beyond what a page does', async () => {
    const candidate = await organisation.startedCandidate();
    const saved = await inTurns(130, (turn) => candidate.saveDraft('payments', `text ${String(turn)}`, turn));
    expect(saved.slice(0, 120).map((answer) => answer.status)).toEqual(Array(120).fill(200));
    expect(refused(saved)).toHaveLength(10);
    expectProblem(last(saved), 'too_many_requests');
    expect((await (await organisation.startedCandidate()).saveDraft('payments', 'x')).status).toBe(200);
  });

  it('an attempt is changed at once leaves the database to others', async () => {
    const candidate = await organisation.startedCandidate();
    const other = await organisation.startedCandidate();
    const files = [{ path: 'main.ts', content: 'x'.repeat(200_000) }];
    const body = { language: 'typescript', files, revision: 0 };
    const save = () => candidate.client.put(`${candidate.address}/challenges/payments/draft`, body);
    const burst = Promise.all(Array.from({ length: 60 }, save));
    const began = performance.now();
    expect((await other.saveDraft('payments', 'mine')).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(2_000);
    const answers = await burst;
    // The same text again is the same save.
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(TURNS_MAX);
    for (const answer of refused(answers)) expectProblem(answer, 'too_many_requests');
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 429]));
  });

  it('results are read is bounded by attempt, whichever of its submissions they are of', async () => {
    const candidate = await organisation.startedCandidate();
    const other = await organisation.startedCandidate();
    const ids = [await candidate.submitted(), await candidate.submitted({ challenge: 'login' })];
    const answers = await inTurns(310, (turn) =>
      candidate.client.get(
        turn % 3 === 0 ? `${candidate.address}/submissions` : `/api/submissions/${ids[turn % 2] ?? ''}`,
      ),
    );
    expect(refused(answers)).toHaveLength(10);
    expectProblem(last(answers), 'too_many_requests');
    expect((await other.client.get(`${other.address}/submissions`)).status).toBe(200);
  });

  it('a challenge may be run at all has an end, and no number of runs hides a submission', async () => {
    const candidate = await organisation.startedCandidate();
    const submission = await candidate.submitted();
    const run = await candidate.submitted({ mode: 'run' });
    await platform.dataSource.query(
      `INSERT INTO submissions (id, attempt_id, slug, challenge_hash, language, mode, files, status, seed, verdict, created_at, queued_at)
       SELECT gen_random_uuid(), attempt_id, slug, challenge_hash, language, 'run', '[]', 'build-failed', seed,
              '{"status":"build-failed","score":0,"groups":[],"tests":[],"diagnostics":[],"seed":"s","phases":{}}',
              now() + n * interval '1 ms', now()
         FROM submissions, generate_series(1, 499) AS n WHERE id = $1`,
      [run],
    );
    await platform.dataSource.query(`DELETE FROM submissions WHERE id = $1`, [run]);
    expect((await candidate.submit({ mode: 'run' })).status).toBe(202);
    await platform.dataSource.query(
      `UPDATE submissions SET status = 'build-failed',
              verdict = '{"status":"build-failed","score":0,"groups":[],"tests":[],"diagnostics":[],"seed":"s","phases":{}}'
        WHERE attempt_id = $1 AND mode = 'run'`,
      [candidate.attemptId],
    );
    expectProblem(await candidate.submit({ mode: 'run' }), 'runs_exhausted');
    expect((await candidate.submit({ challenge: 'login', mode: 'run' })).status).toBe(202);
    const review = await (await organisation.manager()).get(`${candidate.address}/review`);
    const { submissions } = review.body as { submissions: { id: string }[] };
    expect(submissions.map((one) => one.id)).toContain(submission);
  });

  it('somebody asked is forgotten in time, and says nothing of who it was', async () => {
    await guess(platform.client(), 'traceable@assay.example');
    const keys = await rates.keys();
    expect(keys).toHaveLength(3);
    for (const key of keys) {
      expect(key).toMatch(/^assay:rate:sign-in[a-z-]*:[0-9a-f]{32}$/);
      expect(await rates.lifetime(key)).toBeGreaterThan(0);
    }
  });
});

describe('while Redis is away', () => {
  let redis: OwnService;
  let platform: Platform;

  beforeAll(async () => {
    redis = await OwnService.redis();
    platform = await startPlatform({ redisUrl: redis.url });
  });

  afterAll(async () => {
    await platform.close();
    await redis.remove();
  });

  it('people sign in, and limits hold in each process', async () => {
    const organisation = await Organisation.with(platform);
    const tries = (count: number) =>
      inTurns(count, () =>
        platform.client().post('/api/sessions', { email: 'e@assay.example', password: 'x' }),
      );
    expect((await tries(5)).map((answer) => answer.status)).toEqual(Array(5).fill(401));
    await redis.kill();
    const began = performance.now();
    await organisation.manager();
    expect(performance.now() - began).toBeLessThan(3_000);
    // What was counted before is not forgotten.
    expect((await tries(20)).filter((answer) => answer.status === 429)).toHaveLength(5);
    await redis.startAgain();
    await eventually(
      () => platform.client().get('/api/health'),
      ({ body }) => (body as { parts: Record<string, { status: string }> }).parts.redis?.status === 'up',
      20_000,
    );
    await organisation.manager();
  });
});

/** One after the other, so that each sees what the one before has left. */
async function inTurns<T>(count: number, ask: (turn: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let turn = 0; turn < count; turn += 1) answers.push(await ask(turn));
  return answers;
}

function last<T>(values: readonly T[]): T {
  const value = values.at(-1);
  if (value === undefined) throw new Error('there is none');
  return value;
}
