import { connectInBackground } from '@assay/persistence';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';

/** Provider token of the connection for commands. */
export const REDIS = Symbol('redis');

/** Connects it when the application starts, and ends it with the application. */
@Injectable()
export class RedisLife implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  onApplicationBootstrap(): void {
    connectInBackground(this.redis);
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
