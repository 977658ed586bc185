import { PATIENT, connectInBackground, createRedis } from '@assay/persistence';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { ENVIRONMENT, type Environment } from '../environment';
import { REDIS } from './redis';

type Listener = () => void;

/**
 * Hints that rows have changed, over Redis' channels. Only ever a hint: a lost one costs a poll's delay and nothing
 * else, so failures are logged and passed over.
 */
@Injectable()
export class HintsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Hints');
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #subscriber: Redis;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    @Inject(REDIS) private readonly redis: Redis,
  ) {
    // Subscriptions are kept over a reconnection, so these may wait for it.
    this.#subscriber = createRedis(environment.REDIS_URL, this.logger, PATIENT);
    this.#subscriber.on('message', (channel) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener();
    });
  }

  onApplicationBootstrap(): void {
    connectInBackground(this.#subscriber);
  }

  onApplicationShutdown(): void {
    this.#subscriber.disconnect();
  }

  /** Calls back at each hint on a channel, until `signal` aborts. */
  listen(channel: string, listener: Listener, signal: AbortSignal): void {
    // Aborted already it would tell nobody, and the listener would stay.
    if (signal.aborted) return;
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    if (listeners.size === 1) this.#subscriber.subscribe(channel).catch(this.#passOver);
    signal.addEventListener('abort', () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.#listeners.get(channel) !== listeners) return;
      this.#listeners.delete(channel);
      this.#subscriber.unsubscribe(channel).catch(this.#passOver);
    });
  }

  send(channel: string, text: string): void {
    this.redis.publish(channel, text).catch(this.#passOver);
  }

  readonly #passOver = (error: unknown): void => {
    this.logger.debug({ err: error }, 'a hint was lost');
  };
}
