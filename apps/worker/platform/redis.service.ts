import { connectInBackground, createRedis } from '@assay/persistence';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { ENVIRONMENT, type Environment } from '../environment';

/** The connection for jobs, hints and heartbeats. None of them matters for a verdict. */
@Injectable()
export class RedisService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Redis');
  readonly client: Redis;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.client = createRedis(environment.REDIS_URL, this.logger);
  }

  onApplicationBootstrap(): void {
    connectInBackground(this.client);
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }

  /** Says on a channel that rows have changed. Readers poll too, so a lost hint is only slower. */
  hint(channel: string, text: string): void {
    this.client.publish(channel, text).catch((error: unknown) => {
      this.logger.debug({ err: error, channel }, 'a hint was lost');
    });
  }
}
