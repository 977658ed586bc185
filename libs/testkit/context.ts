import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database';
import { unreachable } from './failures';
import { FunctionClient } from './function-client';
import { HttpClient, type RequestScope } from './http-client';
import type { Endpoint } from './http-exchange';
import { ProgramClient } from './program-client';
import type { Mongo } from './mongo';
import { QueryClient } from './query-client';
import { Random } from './random';
import type { Redis } from './redis';
import { ScopeServices, type SuiteConnections } from './suite-services';

/** Something that several tests share. Made once a judging, when the first test uses it. */
export interface Fixture<T> {
  readonly scope: string;
  readonly make: (t: FixtureContext) => Promise<T>;
}

/** What a fixture has at hand. */
export interface FixtureContext {
  /** The subject's first instance. */
  readonly http: HttpClient;
  /** Every instance, the first one included. They share the services. */
  readonly instances: readonly HttpClient[];
  /** The subject of a challenge of kind `program`. */
  readonly program: ProgramClient;
  /** The subject of a challenge of kind `function`. */
  readonly functions: FunctionClient;
  /** The candidate's SQL in a challenge of kind `query`. */
  readonly query: QueryClient;
  /** Draws of this test (or fixture) alone. */
  readonly random: Random;
  /** The slot's SQL database: PostgreSQL, or MariaDB where that is the only one. Without one, reading this is an error. */
  readonly database: Database;
  /** The slot's PostgreSQL. Reading it in a challenge without one is an error; so it is with the others. */
  readonly postgresql: Database;
  readonly mariadb: Database;
  readonly mongodb: Mongo;
  readonly redis: Redis;
  /** The environment that the statement promises to the subject, secrets filled in. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborted when the test ends, however it ends. */
  readonly signal: AbortSignal;
  /** What a fixture made; made now when this is its first use. */
  use<T>(fixture: Fixture<T>): Promise<T>;
  /** Waits. For what depends on the clock alone, such as an expiry; interleavings are forced by locks, never by waiting. */
  pause(milliseconds: number): Promise<void>;
}

/** What a test has at hand. */
export interface TestContext extends FixtureContext {
  /** Ends an instance and waits until its port is closed. */
  stopInstance(instance: number): Promise<void>;
  /** Starts a stopped instance anew and waits until it listens. */
  startInstance(instance: number): Promise<void>;
}

/** What stays the same through a judging. */
export interface Judging {
  readonly seed: string;
  readonly endpoints: readonly Endpoint[];
  readonly env: Readonly<Record<string, string>>;
  readonly connections: SuiteConnections | undefined;
  readonly use: <T>(fixture: Fixture<T>) => Promise<T>;
  readonly stopInstance: (instance: number) => Promise<void>;
  readonly startInstance: (instance: number) => Promise<void>;
}

/** Lines of a scope's journal that are kept. */
const JOURNAL_MAX = 12;

/** The life of one test or fixture: its context, and the end of everything that it began. */
export class Scope implements RequestScope {
  readonly #abort = new AbortController();
  readonly #journal: string[] = [];
  #noted = 0;
  readonly #services: ScopeServices;
  readonly context: TestContext;

  constructor(name: string, judging: Judging) {
    const clients = judging.endpoints.map((endpoint) => new HttpClient(endpoint, this));
    const services = new ScopeServices(judging.connections ?? {});
    const [first] = clients;
    if (first === undefined) throw new Error('the go names no instance');
    this.#services = services;
    this.context = {
      http: first,
      instances: clients,
      program: new ProgramClient(first),
      functions: new FunctionClient(first),
      query: new QueryClient(
        first,
        judging.connections?.postgresql === undefined ? 'mariadb' : 'postgresql',
        () => services.database,
      ),
      random: new Random(judging.seed, name),
      get database(): Database {
        return services.database;
      },
      get postgresql(): Database {
        return services.postgresql;
      },
      get mariadb(): Database {
        return services.mariadb;
      },
      get mongodb(): Mongo {
        return services.mongodb;
      },
      get redis(): Redis {
        return services.redis;
      },
      env: judging.env,
      signal: this.signal,
      use: judging.use,
      pause: (milliseconds) => this.#pause(milliseconds),
      stopInstance: (instance) => this.#asLongAsItLives(() => judging.stopInstance(instance)),
      startInstance: (instance) => this.#asLongAsItLives(() => judging.startInstance(instance)),
    };
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** A test that has ended by its limit may still be under way: it stops no instance that the next one needs. */
  async #asLongAsItLives(act: () => Promise<void>): Promise<void> {
    if (this.signal.aborted) throw new Error('the test has ended; its instances are no longer its own');
    await act();
  }

  /** Never ends when the scope ends first: nobody waits for it any more. */
  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.signal.addEventListener('abort', () => {
        clearTimeout(timer);
      });
    });
  }

  note(line: string): void {
    this.#noted += 1;
    this.#journal.push(line);
    if (this.#journal.length > JOURNAL_MAX) this.#journal.shift();
  }

  /** The last requests and how they went, for the message of a test that did not pass. */
  journal(): string {
    if (this.#noted === 0) return '';
    const left = this.#noted - this.#journal.length;
    const head = left > 0 ? `Requests (the last ${JOURNAL_MAX} of ${this.#noted}):` : 'Requests:';
    return [head, ...this.#journal.map((line) => `  ${line}`)].join('\n');
  }

  /** Ends requests that still wait and releases locks. Takes no longer than `capMs`. */
  async close(capMs: number): Promise<void> {
    this.#abort.abort();
    const ended = this.#services.close();
    const capped = delay(capMs, 'late' as const, { ref: false });
    if ((await Promise.race([ended, capped])) === 'late')
      throw unreachable('The locks of the test could not be released.');
  }
}
