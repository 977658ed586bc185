import { Redis, type RedisOptions } from 'ioredis';

/** Where a connection tells that it went away and came back. */
export interface ConnectionLog {
  warn(fields: object, message: string): void;
  log(message: string): void;
}

/**
 * A connection to Redis that comes back by itself and tells once each time that it goes away. Unless `options` say
 * otherwise, commands fail at once meanwhile: what matters is in PostgreSQL, so nobody has to wait for Redis.
 * It does not connect before `connectInBackground`.
 */
export function createRedis(url: string, log: ConnectionLog, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    retryStrategy: (tries) => Math.min(tries * 100, 1_000),
    ...options,
  });
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ err: error }, 'Redis does not answer');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.log('Redis answers again');
    away = false;
  });
  return redis;
}

/** Options for connections whose commands wait for Redis to come back: subscriptions, and a worker's wait for jobs. */
export const PATIENT: RedisOptions = { enableOfflineQueue: true, maxRetriesPerRequest: null };

/** Begins to connect, and does not mind when that takes several tries. */
export function connectInBackground(redis: Redis): void {
  redis.connect().catch(() => {
    // Told by the connection's error event; the retry strategy carries on.
  });
}
