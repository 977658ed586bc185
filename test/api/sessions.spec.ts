import { createHash } from 'node:crypto';
import { managerSessionSchema } from '@assay/contracts';
import { seedDemo } from '@assay/persistence';
import { expectBody, expectProblem, type ApiClient } from '../support/api-client';
import { Organisation } from '../support/builders';
import { startPlatform, type Platform } from '../support/platform';
import { Rates } from './front-door/rates';
import { startSecondApi } from './front-door/second-api';

const COOKIE = 'assay_manager';

describe('sessions of managers', () => {
  let platform: Platform;
  let organisation: Organisation;
  let rates: Rates;

  beforeAll(async () => {
    rates = new Rates();
    platform = await startPlatform();
    organisation = await Organisation.with(platform);
  });

  afterAll(async () => {
    rates.close();
    await platform.close();
  });

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
    const hash = createHash('sha256')
      .update(client.cookie(COOKIE) ?? '')
      .digest('hex');
    const stolen = platform.client();
    stolen.setCookie(COOKIE, hash);
    expectProblem(await stolen.get('/api/sessions/current'), 'unauthenticated');
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
    // An old cookie that comes back is a copy, or the copy's owner: nobody goes on with that session.
    expectProblem(await client.get('/api/sessions/current'), 'unauthenticated');
  });

  it('end when they are left alone, and not while they are used', async () => {
    const client = await organisation.manager();
    const leave = (minutes: number) =>
      platform.dataSource.query(
        `UPDATE manager_sessions SET seen_at = seen_at - $1 * interval '1 minute' WHERE user_id IN
           (SELECT id FROM users WHERE email = $2)`,
        [minutes, organisation.managerEmail],
      );
    for (let turn = 0; turn < 3; turn += 1) {
      await leave(119);
      expect((await client.get('/api/sessions/current')).status).toBe(200);
    }
    await leave(121);
    expectProblem(await client.get('/api/sessions/current'), 'unauthenticated');
  });

  it('end everywhere at once, and nobody else is signed out', async () => {
    const browsers = [
      await organisation.manager(),
      await organisation.manager(),
      await organisation.manager(),
    ];
    const other = await (await Organisation.with(platform)).manager();
    const cookies = browsers.map((browser) => browser.cookie(COOKIE) ?? '');
    expect((await browsers[1]?.delete('/api/sessions'))?.status).toBe(204);
    expect(browsers[1]?.cookie(COOKIE)).toBeUndefined();
    for (const cookie of cookies) {
      const replay = platform.client();
      replay.setCookie(COOKIE, cookie);
      expectProblem(await replay.get('/api/attempts'), 'unauthenticated');
    }
    expect((await other.get('/api/attempts')).status).toBe(200);
    const [audit] = await platform.dataSource.query<{ detail: { ended: number } }[]>(
      `SELECT detail FROM audit WHERE action = 'session.end-all' ORDER BY at DESC LIMIT 1`,
    );
    expect(audit?.detail.ended).toBeGreaterThanOrEqual(3);
    expect((await organisation.manager()).cookie(COOKIE)).toBeDefined();
  });

  it('are never begun with a cookie that was brought in beforehand', async () => {
    for (const planted of ['x'.repeat(43), (await organisation.manager()).cookie(COOKIE) ?? '']) {
      const victim = platform.client();
      victim.setCookie(COOKIE, planted);
      const body = { email: organisation.managerEmail, password: organisation.password };
      expect((await victim.post('/api/sessions', body)).status).toBe(201);
      expect(victim.cookie(COOKIE)).not.toBe(planted);
      const attacker = platform.client();
      attacker.setCookie(COOKIE, planted);
      expectProblem(await attacker.get('/api/sessions/current'), 'unauthenticated');
    }
    // A wrong password ends nothing.
    const client = await organisation.manager();
    await client.post('/api/sessions', { email: organisation.managerEmail, password: 'wrong' });
    expect((await client.get('/api/sessions/current')).status).toBe(200);
  });

  it('end when the password is changed', async () => {
    const { dataSource } = platform;
    const seed = { challenges: [], sessionSecret: 's'.repeat(40) };
    const { managerEmail } = await seedDemo(dataSource, { ...seed, managerPassword: 'the first one' });
    const client = platform.client();
    await client.post('/api/sessions', { email: managerEmail, password: 'the first one' });
    await seedDemo(dataSource, { ...seed, managerPassword: 'the first one' });
    expect((await client.get('/api/sessions/current')).status).toBe(200);
    await seedDemo(dataSource, { ...seed, managerPassword: 'the second one' });
    expectProblem(await client.get('/api/sessions/current'), 'unauthenticated');
  });

  it('are in cookies that fit how the platform is reached', async () => {
    const body = { email: organisation.managerEmail, password: organisation.password };
    const { token } = await organisation.invite();
    const cookies = async (client: ApiClient) => [
      ...(await client.post('/api/sessions', body)).headers.getSetCookie(),
      ...(await client.post('/api/invitations/open', { token })).headers.getSetCookie(),
    ];
    for (const cookie of await cookies(platform.client())) {
      expect(cookie).toMatch(
        /^assay_[a-z]+[^;]*=[\w-]{43}; Max-Age=\d+; Path=\/api; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
      );
    }
    const overHttps = await startSecondApi(platform, { PUBLIC_URL: 'https://assay.test' });
    try {
      const client = overHttps.client();
      const set = await cookies(client);
      expect(set).toHaveLength(2);
      for (const cookie of set) {
        expect(cookie).toMatch(
          /^__Host-assay_[a-z]+[^;]*=[\w-]{43}; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
        );
      }
      expect((await client.get('/api/sessions/current')).status).toBe(200);
      // Without the prefix it may have been put there by a neighbour.
      const tossed = overHttps.client();
      tossed.setCookie(COOKIE, client.cookie(`__Host-${COOKIE}`) ?? '');
      expectProblem(await tossed.get('/api/sessions/current'), 'unauthenticated');
      expect((await client.delete('/api/sessions/current')).status).toBe(204);
      expect(client.cookie(`__Host-${COOKIE}`)).toBeUndefined();
    } finally {
      await overHttps.close();
    }
  });

  it('take as long for an account that is not there', async () => {
    const time = async (email: string) => {
      const began = performance.now();
      await platform.client().post('/api/sessions', { email, password: 'wrong' });
      return performance.now() - began;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    const ratio = () => Math.min(...unknown) / Math.min(...known);
    const alike = () => ratio() > 0.7 && ratio() < 1.4;
    // The quickest of each is the least disturbed, and on a busy machine it takes more tries to see one. Without the
    // work for an account that is not there the ratio is a tenth, however often it is tried.
    for (let round = 0; round < 6 && !alike(); round += 1) {
      await rates.forget();
      for (let turn = 0; turn < 12; turn += 1) {
        known.push(await time(organisation.managerEmail));
        unknown.push(await time(`nobody-${String(turn)}@assay.example`));
      }
    }
    expect(ratio()).toBeGreaterThan(0.7);
    expect(ratio()).toBeLessThan(1.4);
  });
});
