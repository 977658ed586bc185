import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectTests } from '@assay/challenges';
import { bundleOf, ended, runJudge, type JudgeRun } from './judge-process';

const SUITE = `
  import { expect, fixture, test } from '@assay/testkit';
  const requirements = ['R1'];
  let made = 0;
  const shared = fixture(async (t) => ({ made: ++made, drawn: t.random.uuid() }));
  const it = (id: string, group: string, body: (t: any) => Promise<void>, timeout = '2s') =>
    test({ id, group, title: id, requirements, timeout }, body);

  it('passes', 'first', async (t) => { expect((await t.http.get('/')).status).toBe(200); });
  it('fails', 'first', async (t) => {
    console.log('printed by the suite');
    process.stdout.write('written by the suite');
    await t.http.get('/asked');
    expect({ a: 1 }).toEqual({ a: 2 });
  });
  it('looks-at-nothing', 'first', async () => {});
  it('takes-too-long', 'first', async () => { await new Promise(() => {}); }, '100ms');
  it('throws', 'first', async () => { throw new TypeError('a fault of the suite'); });
  it('rejects-elsewhere', 'first', async (t) => {
    void Promise.reject(new Error('nobody caught me'));
    await t.pause(500);
    expect(1).toBe(1);
  });
  it('throws-elsewhere', 'first', async (t) => {
    setTimeout(() => { throw new Error('nobody could catch me'); }, 1);
    await t.pause(500);
    expect(1).toBe(1);
  });
  it('leaves-a-request', 'first', async (t) => { void t.http.get('/never'); expect(1).toBe(1); });
  it('blocked', 'second', async () => { expect(1).toBe(1); });
  it('blocked-in-turn', 'third', async () => { expect(1).toBe(1); });
  it('draws', 'free', async (t) => {
    const one = await t.use(shared);
    const two = await t.use(shared);
    expect(one).toBe(two);
    expect(one).toEqual({ made: 1, drawn: 'shown' });
  });
  it('draws-alone', 'free', async (t) => { expect(t.random.int(1, 1_000_000)).toBe('shown'); });
`;

const ALL = [...SUITE.matchAll(/ {2}it\('([a-z-]+)'/g)].map((match) => match[1] ?? '');

describe('the harness', () => {
  let run: JudgeRun;
  let server: http.Server;
  let port: number;

  beforeAll(async () => {
    server = http.createServer((request, response) => {
      if (request.url !== '/never') response.end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    run = await runJudge(SUITE, { tests: ALL, port, requires: { second: ['first'], third: ['second'] } });
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('speaks the protocol in order', () => {
    const types = run.frames.map((frame) => frame.type);
    expect(types.slice(0, 5)).toEqual(['ready', 'loaded', 'prepared', 'listening', 'test-started']);
    expect(types.at(-1)).toBe('done');
    const endings = run.frames.filter((frame) => frame.type === 'test-ended');
    expect(endings.map((frame) => frame.id)).toEqual(ALL);
  });

  it('gives expected, actual and the requests of a failed test', () => {
    expect(ended(run, 'passes')).toMatchObject({ status: 'passed' });
    const { status, message, expected, actual } = ended(run, 'fails');
    expect({ status, expected, actual }).toEqual({
      status: 'failed',
      expected: '{"a": 2}',
      actual: '{"a": 1}',
    });
    expect(message).toMatch(/Requests:\n {2}GET \/asked → 200 ok/);
  });

  it.each([
    ['looks-at-nothing', 'failed', /without looking at anything/],
    ['takes-too-long', 'timeout', /did not end within 100 ms/],
    ['throws', 'error', /a fault of the suite/],
    ['rejects-elsewhere', 'error', /nobody caught me/],
    ['throws-elsewhere', 'error', /nobody could catch me/],
    ['blocked', 'cancelled', /"first"/],
    ['blocked-in-turn', 'cancelled', /"second"/],
  ])('%s ends as %s', (id, status, message) => {
    expect(ended(run, id)).toMatchObject({ status, message: expect.stringMatching(message) as string });
  });

  it('does not wait for a request that a test left behind', () => {
    expect(ended(run, 'leaves-a-request')).toMatchObject({ status: 'passed' });
    expect(ended(run, 'leaves-a-request').durationMs).toBeLessThan(1_000);
  });

  it('does not begin a cancelled test', () => {
    expect(run.frames).not.toContainEqual({ type: 'test-started', id: 'blocked' });
  });

  it('sends what the suite prints to standard error', () => {
    expect(run.stderr).toContain('printed by the suite');
    expect(run.stderr).toContain('written by the suite');
  });

  it('draws the same for a seed, whatever other tests drew', async () => {
    const alone = await runJudge(SUITE, { tests: ['draws-alone', 'draws'], port });
    for (const id of ['draws', 'draws-alone']) {
      expect(ended(alone, id).actual).toMatch(/\d/);
      expect(ended(alone, id).actual).toBe(ended(run, id).actual);
    }
  });

  it('has an instance stopped and started by the supervisor, and looks at the port itself', async () => {
    const suite = `
      import { expect, test } from '@assay/testkit';
      test({ id: 'restarts', group: 'g', title: 'T', requirements: ['R1'] }, async (t) => {
        await t.stopInstance(0);
        await expect(t.http.get('/')).rejects.toThrow('refused');
        await t.startInstance(0);
        expect((await t.http.get('/')).status).toBe(200);
      });`;
    const own = http.createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
    await once(own, 'listening');
    const { port: ownPort } = own.address() as AddressInfo;
    const onRequest = async (operation: string): Promise<void> => {
      if (operation === 'start-instance') {
        await once(own.listen(ownPort, '127.0.0.1'), 'listening');
        return;
      }
      const closed = once(own, 'close');
      own.close();
      own.closeAllConnections();
      await closed;
    };
    const restarted = await runJudge(suite, { tests: ['restarts'], port: ownPort, onRequest });
    own.close();
    expect(ended(restarted, 'restarts')).toMatchObject({ status: 'passed' });

    const refused = await runJudge(suite, { tests: ['restarts'], port });
    expect(ended(refused, 'restarts')).toMatchObject({
      status: 'error',
      message: expect.stringContaining('stop-instance 0 failed: not here') as string,
    });
  });

  it('ends every test as error when the service never listens', async () => {
    const deaf = await runJudge(SUITE, { tests: ['passes', 'draws'], port: 1, startMs: 300 });
    for (const id of ['passes', 'draws']) {
      expect(ended(deaf, id)).toMatchObject({
        status: 'error',
        message: 'The service did not listen on port 1 within 0.3 s.',
      });
    }
    expect(deaf.frames.some((frame) => frame.type === 'listening')).toBe(false);
    expect(deaf.frames.at(-1)).toEqual({ type: 'done' });
  });

  it.each([
    ['a suite that throws', `throw new Error('broken at load');`, /broken at load/],
    ['a test declared twice', declared('same', 'R1') + declared('same', 'R1'), /"same" is declared twice/],
    ['a test without a requirement', declared('idle', ''), /names no requirement/],
    ['a test in no group', declared('lost', 'R1').replace(`group: 'g'`, `group: ''`), /is in no group/],
  ])('refuses %s', async (_what, source, message) => {
    const suite = `import { test } from '@assay/testkit';\n${source}`;
    const refused = await runJudge(suite, { tests: [], port });
    expect(refused.frames.at(-1)).toMatchObject({
      type: 'failed',
      message: expect.stringMatching(message) as string,
    });
    expect(refused.exitCode).toBe(1);
    await expect(collectTests(await bundleOf(suite))).rejects.toThrow(message);
  });
});

function declared(id: string, requirement: string): string {
  const requirements = requirement === '' ? '[]' : `['${requirement}']`;
  return `test({ id: '${id}', group: 'g', title: 'T', requirements: ${requirements} }, async () => {});\n`;
}
