import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import type { Redis } from 'ioredis';
import { REDIS } from '../platform/redis';
import { RATE_LIMITS, type RateLimit, type RateLimitName } from './rate-limit-rules';
import {
  MemoryRateLimitStore,
  RedisRateLimitStore,
  type Counter,
  type RateLimitStore,
} from './rate-limit.store';

/** A Redis that does not answer in this time is away; nobody's sign-in waits longer for it. */
const REDIS_PATIENCE_MS = 1_000;

/** What a request was counted as. */
export type Taken =
  | { readonly ok: true; readonly forgive: () => void }
  | { readonly ok: false; readonly waitMs: number; readonly detail: string };

/**
 * Counts requests in Redis, so that limits hold over all API processes. Each process counts for itself besides: while
 * Redis is away its own counters decide, so that limits neither fall nor lock everybody out.
 */
@Injectable()
export class RateLimitsService {
  private readonly logger = new Logger('RateLimits');
  readonly #shared: RateLimitStore;
  readonly #own: RateLimitStore = new MemoryRateLimitStore();
  #away = false;

  constructor(@Inject(REDIS) redis: Redis) {
    this.#shared = new RedisRateLimitStore(redis);
  }

  async take(name: RateLimitName, request: Request): Promise<Taken> {
    const limit: RateLimit = RATE_LIMITS[name];
    const counters = limit.rules.map((rule): Counter => {
      // A hash: addresses and accounts have no business in Redis, and keys no limit in length.
      const who = createHash('sha256').update(rule.key(request)).digest('hex').slice(0, 32);
      return { key: `${rule.name}:${who}`, limit: rule.limit, windowMs: rule.windowMs };
    });
    const id = randomUUID();
    const own = await this.#own.take(counters, id);
    const waitMs = (await this.#inRedis(() => this.#shared.take(counters, id))) ?? own;
    if (waitMs > 0) return { ok: false, waitMs, detail: limit.detail };
    const forgive = (): void => {
      void this.#own.forgive(counters, id);
      void this.#inRedis(() => this.#shared.forgive(counters, id));
    };
    return { ok: true, forgive: limit.failuresOnly ? forgive : () => undefined };
  }

  /** Undefined: Redis is away. */
  async #inRedis<T>(ask: () => Promise<T>): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`Redis did not answer within ${String(REDIS_PATIENCE_MS)} ms`));
      }, REDIS_PATIENCE_MS);
    });
    try {
      const answer = await Promise.race([ask(), impatience]);
      if (this.#away) this.logger.log('limits hold over all API processes again');
      this.#away = false;
      return answer;
    } catch (error) {
      if (!this.#away) this.logger.warn({ err: error }, 'limits are counted by this process alone');
      this.#away = true;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
