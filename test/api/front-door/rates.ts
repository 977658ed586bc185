import { Redis } from 'ioredis';
import { needed } from '../../support/database';

/** The counters of the rate limits in the tests' Redis, for tests that ask more often than a person may. */
export class Rates {
  readonly #redis = new Redis(needed('TEST_REDIS_URL'));

  /** Begins to count anew. */
  async forget(): Promise<void> {
    const keys = await this.keys();
    if (keys.length > 0) await this.#redis.del(...keys);
  }

  keys(): Promise<string[]> {
    return this.#redis.keys('assay:rate:*');
  }

  /** Milliseconds until a key goes by itself; negative where it never does. */
  lifetime(key: string): Promise<number> {
    return this.#redis.pttl(key);
  }

  close(): void {
    this.#redis.disconnect();
  }
}
