import { MemoryRateLimitStore, type Counter } from './rate-limit.store';

describe('counters of one process', () => {
  let now = 0;
  const counter = (key: string, limit = 2, windowMs = 1_000): Counter => ({ key, limit, windowMs });

  beforeEach(() => {
    now = 1_000_000;
  });

  it('let so many pass in any window, and say how long to wait', async () => {
    const store = new MemoryRateLimitStore(() => now);
    const a = [counter('a')];
    expect(await store.take(a, '1')).toBe(0);
    now += 600;
    expect(await store.take(a, '2')).toBe(0);
    expect(await store.take(a, '3')).toBe(400);
    now += 399;
    expect(await store.take(a, '4')).toBe(1);
    now += 1;
    expect(await store.take(a, '5')).toBe(0);
    expect(await store.take(a, '6')).toBe(600);
    expect(await store.take([counter('b')], '7')).toBe(0);
  });

  it('count nowhere what one of them refuses', async () => {
    const store = new MemoryRateLimitStore(() => now);
    const both = [counter('narrow', 1), counter('wide', 3)];
    expect(await store.take(both, '1')).toBe(0);
    for (let tries = 0; tries < 5; tries += 1)
      expect(await store.take(both, `x${String(tries)}`)).toBe(1_000);
    expect(await store.take([counter('wide', 3)], '2')).toBe(0);
    expect(await store.take([counter('wide', 3)], '3')).toBe(0);
    expect(await store.take([counter('wide', 3)], '4')).toBeGreaterThan(0);
  });

  it('forgive what they are told to', async () => {
    const store = new MemoryRateLimitStore(() => now);
    const one = [counter('a', 1)];
    expect(await store.take(one, '1')).toBe(0);
    await store.forgive(one, 'another');
    expect(await store.take(one, '2')).toBe(1_000);
    await store.forgive(one, '1');
    expect(await store.take(one, '3')).toBe(0);
  });

  it('are bounded: those used longest ago go first', async () => {
    const store = new MemoryRateLimitStore(() => now, 3);
    for (const key of ['a', 'b', 'c']) await store.take([counter(key, 1)], key);
    await store.take([counter('d', 1)], 'd');
    expect(await store.take([counter('b', 1)], 'again')).toBeGreaterThan(0);
    expect(await store.take([counter('a', 1)], 'again')).toBe(0);
  });
});
