import type { Redis } from 'ioredis';

/** One counter that a request is counted by. */
export interface Counter {
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * Counts requests over sliding windows. Taking is all or nothing: what one counter refuses is counted by none.
 */
export interface RateLimitStore {
  /** @returns 0: counted; otherwise refused, and there is room again after so many milliseconds */
  take(counters: readonly Counter[], request: string): Promise<number>;
  /** Takes a request back that was counted. */
  forgive(counters: readonly Counter[], request: string): Promise<void>;
}

const PREFIX = 'assay:rate:';

/** By Redis' own clock, so that API processes need not agree on the time. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = 0
for i, key in ipairs(KEYS) do
  local limit = tonumber(ARGV[2 * i])
  local window = tonumber(ARGV[2 * i + 1])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
  local count = redis.call('ZCARD', key)
  if count >= limit then
    local blocker = redis.call('ZRANGE', key, count - limit, count - limit, 'WITHSCORES')
    wait = math.max(wait, blocker[2] + window - now, 1)
  end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('PEXPIRE', key, ARGV[2 * i + 1])
end
return 0`;

/** Counters that all API processes share. */
export class RedisRateLimitStore implements RateLimitStore {
  constructor(private readonly redis: Redis) {}

  async take(counters: readonly Counter[], request: string): Promise<number> {
    const keys = counters.map(({ key }) => PREFIX + key);
    const numbers = counters.flatMap(({ limit, windowMs }) => [limit, windowMs]);
    return Number(await this.redis.eval(TAKE, keys.length, ...keys, request, ...numbers));
  }

  async forgive(counters: readonly Counter[], request: string): Promise<void> {
    await Promise.all(counters.map(({ key }) => this.redis.zrem(PREFIX + key, request)));
  }
}

/** Counters of this process alone. They hold at most `keysMax` keys: beyond that the ones used longest ago go. */
export class MemoryRateLimitStore implements RateLimitStore {
  /** Key to the requests in its window, by time. */
  readonly #taken = new Map<string, { request: string; at: number }[]>();

  constructor(
    private readonly clock: () => number = () => Date.now(),
    private readonly keysMax = 20_000,
  ) {}

  take(counters: readonly Counter[], request: string): Promise<number> {
    const now = this.clock();
    let wait = 0;
    for (const { key, limit, windowMs } of counters) {
      const inWindow = this.#inWindow(key, now - windowMs);
      const blocker = inWindow[inWindow.length - limit];
      if (blocker !== undefined) wait = Math.max(wait, blocker.at + windowMs - now, 1);
    }
    if (wait > 0) return Promise.resolve(wait);
    for (const { key, windowMs } of counters) {
      const inWindow = this.#inWindow(key, now - windowMs);
      // Put in anew, so that the map's order is that of use.
      this.#taken.delete(key);
      this.#taken.set(key, [...inWindow, { request, at: now }]);
    }
    for (const key of this.#taken.keys()) {
      if (this.#taken.size <= this.keysMax) break;
      this.#taken.delete(key);
    }
    return Promise.resolve(0);
  }

  forgive(counters: readonly Counter[], request: string): Promise<void> {
    for (const { key } of counters) {
      const left = (this.#taken.get(key) ?? []).filter((one) => one.request !== request);
      if (left.length === 0) this.#taken.delete(key);
      else this.#taken.set(key, left);
    }
    return Promise.resolve();
  }

  #inWindow(key: string, since: number): { request: string; at: number }[] {
    return (this.#taken.get(key) ?? []).filter((one) => one.at > since);
  }
}
