import { Redis, type Result } from 'ioredis';
import { QUOTA_SCRIPT } from './quota-script';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    quota(
      plan: string,
      calls: string,
      cost: number,
    ): Result<[number, number, number, number] | null, Context>;
  }
}

export const redis = new Redis(process.env.REDIS_URL ?? '', {
  scripts: { quota: { lua: QUOTA_SCRIPT, numberOfKeys: 2 } },
});
