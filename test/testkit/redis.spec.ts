import type { Sandbox } from '@assay/sandbox';
import { openTestSandbox } from '../support/sandbox';
import { notPassed, runInSlot } from './service-slot';

const FILES = {
  'seed.txt':
    '# what the shop starts with\nSET greeting "hello world"\n\nHSET book:1 title "A tale" price 12\nZADD board 10 ann 20 bob\n',
};

/** What the application asks for, and must not get. */
const REFUSED = [
  'CONFIG GET maxmemory',
  'CONFIG SET maxmemory 0',
  'DEBUG SLEEP 1',
  'MODULE LIST',
  'ACL LIST',
  'ACL SETUSER other on',
  'SAVE',
  'BGSAVE',
  'BGREWRITEAOF',
  'SHUTDOWN',
  'REPLICAOF 127.0.0.1 1',
  'FAILOVER',
  'MONITOR',
  'CLIENT LIST',
  'CLIENT KILL TYPE normal',
  'CLIENT PAUSE 1000',
  'SLOWLOG RESET',
  'LATENCY RESET',
  'SWAPDB 0 1',
  'MIGRATE 127.0.0.1 1 key 0 1',
  'RESTORE key 0 x',
  'CLUSTER RESET',
  'PSYNC ? -1',
];

/** What applications use: data, expiry, scripts, transactions, streams, a look around. */
const ALLOWED = [
  'INFO',
  'KEYS *',
  'SCAN 0',
  'SET a 1 EX 5 NX',
  'INCRBY a 2',
  'LPUSH l 3 1 2',
  'SORT l',
  'XADD s * f v',
  'PFADD p x',
  'GEOADD g 1 1 x',
  'EVAL return(1) 0',
  'SCRIPT LOAD return(1)',
  'PUBLISH c m',
  'OBJECT ENCODING a',
  'MEMORY USAGE a',
  'CLIENT SETNAME app',
  'CLIENT ID',
  'COMMAND COUNT',
  'SELECT 1',
  'DBSIZE',
  'TIME',
  'FLUSHDB',
];

const SUITE = `
  const call = (t: any, ...args: string[]) => asApp(t, "const Redis = require('ioredis'); const r = new Redis(env.REDIS_URL, { lazyConnect: true, maxRetriesPerRequest: 0 }); r.on('error', () => undefined); try { await r.connect(); return await r.call(..." + JSON.stringify(args) + "); } finally { r.disconnect(); }");

  it('loads', async (t) => {
    expect(await t.redis.get('greeting')).toBe('hello world');
    expect(await t.redis.get('nothing')).toBe(null);
    expect(await t.redis.command('HGETALL', 'book:1')).toEqual(['title', 'A tale', 'price', '12']);
    expect(await t.redis.command('ZSCORE', 'board', 'bob')).toBe('20');
    expect(await t.redis.keys()).toEqual(['board', 'book:1', 'greeting']);
    expect(await t.redis.keys('book:*')).toEqual(['book:1']);
    expect((await call(t, 'GET', 'greeting')).value).toBe('hello world');
  });
  it('counts-commands', async (t) => {
    const before = (await t.redis.calls()).incr ?? 0;
    await call(t, 'INCR', 'counter');
    await call(t, 'INCR', 'counter');
    expect((await t.redis.calls()).incr).toBe(before + 2);
  });
  it('hears-what-is-published', async (t) => {
    const heard = await t.redis.subscribe('news');
    expect((await call(t, 'PUBLISH', 'news', 'one')).value).toBe(1);
    await call(t, 'PUBLISH', 'news', 'two');
    expect([await heard.next(5000), await heard.next(5000), await heard.next(50)]).toEqual(['one', 'two', undefined]);
  });
  it('no-longer-listens', async (t) => {
    // The end of a connection is seen by the server a moment after it.
    let heard = 1;
    for (let round = 0; round < 20 && heard > 0; round += 1) {
      await t.pause(50);
      heard = (await call(t, 'PUBLISH', 'news', 'three')).value;
    }
    expect(heard).toBe(0);
  });
  it('refuses-to-grow-past-its-memory', async (t) => {
    const answer = await asApp(t, "const Redis = require('ioredis'); const r = new Redis(env.REDIS_URL); try { for (let n = 0; n < 200; n += 1) await r.set('big:' + n, 'x'.repeat(1_000_000)); } finally { r.disconnect(); }");
    expect(answer.error).toMatch(/OOM/);
    await expect(t.redis.command('MGET', ...Array.from({ length: 40 }, (_, n) => 'big:' + n))).rejects.toThrow(/MGET failed/);
    expect((await call(t, 'FLUSHDB')).value).toBe('OK');
    expect(await t.redis.command('PING')).toBe('PONG');
  });
  it('lists-only-so-many-keys', async (t) => {
    await asApp(t, "const Redis = require('ioredis'); const r = new Redis(env.REDIS_URL); try { await r.mset(Object.fromEntries(Array.from({ length: 10_500 }, (_, n) => ['many:' + n, '1']))); } finally { r.disconnect(); }");
    await expect(t.redis.keys('many:*')).rejects.toThrow(/more than 10000 keys/);
    await expect(t.redis.keys('none:*')).resolves.toEqual([]);
    expect((await call(t, 'FLUSHDB')).value).toBe('OK');
  });
  it('says-what-failed', async (t) => {
    await t.redis.command('SET', 'text', 'x');
    await expect(t.redis.command('LPUSH', 'text', 'x')).rejects.toThrow(/The suite's LPUSH failed: WRONGTYPE/);
    await expect(t.redis.command('CONFIG', 'GET', '*')).rejects.toThrow(/NOPERM/);
    await expect(t.redis.command('BLPOP', 'empty', 0)).rejects.toThrow(/BLPOP failed/);
  });
  for (const command of ${JSON.stringify(REFUSED)})
    it('refuses-' + command.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/-$/, ''), async (t) => {
      expect(command + ': ' + (await call(t, ...command.split(' '))).error).toMatch(/NOPERM|DEBUG command not allowed/);
    });
  for (const command of ${JSON.stringify(ALLOWED)})
    it('allows-' + command.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/-$/, ''), async (t) => {
      expect(command + ': ' + (await call(t, ...command.split(' '))).error).toBe(command + ': undefined');
    });
  it('knows-nobody-without-a-password', async (t) => {
    const answer = await asApp(t, "const Redis = require('ioredis'); const r = new Redis({ lazyConnect: true, maxRetriesPerRequest: 0 }); r.on('error', () => undefined); try { await r.connect(); return await r.get('greeting'); } finally { r.disconnect(); }");
    expect(answer.error).toMatch(/NOAUTH|WRONGPASS|Connection is closed/);
  });
`;

describe('a slot’s Redis', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openTestSandbox();
  });
  afterAll(() => sandbox.pool.close());

  test('serves the suite, and gives the application nothing of the server’s own', async () => {
    expect(notPassed(await runInSlot(sandbox, { redis: FILES }, SUITE))).toEqual([]);
  });

  test('does not build from a seed with a faulty command, and says which', async () => {
    const faulty = { redis: { 'seed.txt': 'SET a 1\nHSET a field value\n' } };
    await expect(runInSlot(sandbox, faulty, SUITE)).rejects.toThrow(/WRONGTYPE/);
  });
});
