import type { SuiteService } from '@assay/contracts';
import type { Redis as Client } from 'ioredis';
import { AnswerBudget } from './capped-socket';
import { loadDriver } from './drivers';
import { messageOf, unreachable } from './failures';
import { KEYS_MAX, STATEMENT_MS } from './limits';

export type RedisReply = string | number | null | RedisReply[];

/** Messages of one channel that are kept until they are asked for. */
const MESSAGES_MAX = 1_000;

/** The suite's connections to the slot's Redis. Lives as long as the judging. */
export class RedisConnections {
  readonly #client: Client;
  readonly #budget: AnswerBudget;
  #pending = 0;

  constructor(service: SuiteService) {
    const { Redis: Driver } = loadDriver('ioredis');
    this.#client = new Driver({
      ...(service.host.startsWith('/')
        ? { path: `${service.host}/redis.sock` }
        : { host: service.host, port: service.port }),
      username: service.user,
      password: service.password,
      lazyConnect: true,
      connectTimeout: 5_000,
      commandTimeout: STATEMENT_MS,
      maxRetriesPerRequest: 1,
    });
    this.#client.on('error', (error: Error) => {
      console.error(`the connection to Redis broke: ${error.message}`);
    });
    this.#budget = capped(this.#client);
  }

  async warm(): Promise<void> {
    await this.#client.connect();
    await this.send('PING', []);
  }

  async send(name: string, args: readonly (string | number)[]): Promise<RedisReply> {
    // Answers that are awaited together are counted together.
    if (this.#pending === 0) this.#budget.renew();
    this.#pending += 1;
    try {
      const reply: unknown = await this.#client.call(name, ...args);
      return reply as RedisReply;
    } catch (error) {
      throw unreachable(`The suite's ${name.toUpperCase()} failed: ${messageOf(error)}`);
    } finally {
      this.#pending -= 1;
    }
  }

  /** A connection of its own that listens to one channel. */
  async subscribe(channel: string): Promise<Subscription> {
    const client = this.#client.duplicate();
    capped(client);
    client.on('error', (error: Error) => {
      console.error(`the subscription to "${channel}" broke: ${error.message}`);
    });
    try {
      await client.connect();
      const subscription = new Subscription(client);
      await client.subscribe(channel);
      return subscription;
    } catch (error) {
      client.disconnect();
      throw unreachable(`The suite could not subscribe to "${channel}": ${messageOf(error)}`);
    }
  }

  close(): void {
    this.#client.disconnect();
  }
}

/** What is published on a channel while a test listens. */
export class Subscription {
  readonly #messages: string[] = [];
  #onMessage: () => void = () => undefined;

  constructor(private readonly client: Client) {
    client.on('message', (_channel: string, message: string) => {
      if (this.#messages.length < MESSAGES_MAX) this.#messages.push(message);
      this.#onMessage();
    });
  }

  /** The next message, which may have come already; undefined when none comes in time. */
  async next(timeoutMs: number): Promise<string | undefined> {
    if (this.#messages.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.#onMessage = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#messages.shift();
  }

  close(): void {
    this.client.disconnect();
  }
}

/**
 * The slot's Redis as one test sees it: user `suite`, which may do with data what the application may, and nothing with
 * the server.
 */
export class Redis {
  readonly #subscriptions = new Set<Subscription>();

  constructor(private readonly connections: RedisConnections) {}

  /** Any command: `await t.redis.command('HGET', 'book:1', 'title')`. */
  async command(name: string, ...args: readonly (string | number)[]): Promise<RedisReply> {
    return this.connections.send(name, args);
  }

  /** A text, or null where the key is not there. */
  async get(key: string): Promise<string | null> {
    const value = await this.command('GET', key);
    return value === null ? null : textOf(value);
  }

  /**
   * The keys that match, sorted, 10,000 at most: what lies in the database is the subject's doing. Found piece by piece, so
   * that it keeps no other waiting, and within the time of one command.
   */
  async keys(pattern = '*'): Promise<string[]> {
    const found = new Set<string>();
    const end = performance.now() + STATEMENT_MS;
    let cursor = '0';
    do {
      if (performance.now() > end)
        throw unreachable(`Redis has more keys than can be looked through in time.`);
      const [next, page] = listOf(await this.command('SCAN', cursor, 'MATCH', pattern, 'COUNT', 500));
      for (const key of listOf(page)) found.add(textOf(key));
      if (found.size > KEYS_MAX)
        throw unreachable(`Redis has more than ${KEYS_MAX} keys that match "${pattern}".`);
      cursor = textOf(next);
    } while (cursor !== '0');
    return [...found].sort();
  }

  /** How often each command was called since the server started, by whomever: `{ get: 3, set: 1 }`. */
  async calls(): Promise<Record<string, number>> {
    const text = textOf(await this.command('INFO', 'commandstats'));
    const counts = [...text.matchAll(/^cmdstat_(\S+?):calls=(\d+)/gm)];
    return Object.fromEntries(counts.map(([, name = '', calls]) => [name, Number(calls)]));
  }

  /** Listens to a channel from now on, until the test ends. */
  async subscribe(channel: string): Promise<Subscription> {
    const subscription = await this.connections.subscribe(channel);
    this.#subscriptions.add(subscription);
    return subscription;
  }

  /** Ends what a test listens to. */
  close(): void {
    for (const subscription of this.#subscriptions) subscription.close();
    this.#subscriptions.clear();
  }
}

/** Ends the client's connection when its answers grow too long. */
function capped(client: Client): AnswerBudget {
  const budget = new AnswerBudget((error) => {
    client.stream.destroy(error);
  });
  client.on('connect', () => {
    client.stream.on('data', (piece: Buffer) => {
      budget.take(piece.length);
    });
  });
  return budget;
}

function listOf(reply: RedisReply | undefined): RedisReply[] {
  if (Array.isArray(reply)) return reply;
  throw unreachable(`Redis answered ${JSON.stringify(reply)} in place of a list`);
}

function textOf(reply: RedisReply | undefined): string {
  if (typeof reply === 'string') return reply;
  throw unreachable(`Redis answered ${JSON.stringify(reply)} in place of a text`);
}
