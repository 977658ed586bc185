import { setTimeout as delay } from 'node:timers/promises';
import { Database } from './database';
import type { DatabasePool } from './database-pool';
import { unreachable } from './failures';
import { HttpClient, type Endpoint, type RequestScope } from './http-client';
import { Random } from './random';
import type { Fixture } from './registry';

/** What a fixture has at hand. */
export interface FixtureContext {
  /** The subject's first instance. */
  readonly http: HttpClient;
  /** Every instance, the first one included. They share the services. */
  readonly instances: readonly HttpClient[];
  /** Draws of this test (or fixture) alone. */
  readonly random: Random;
  /** The slot's PostgreSQL. Reading it in a challenge without one is an error. */
  readonly database: Database;
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
  readonly pool: DatabasePool | undefined;
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
  readonly #database: Database | undefined;
  readonly context: TestContext;

  constructor(name: string, judging: Judging) {
    const clients = judging.endpoints.map((endpoint) => new HttpClient(endpoint, this));
    const database = judging.pool === undefined ? undefined : new Database(judging.pool);
    const [first] = clients;
    if (first === undefined) throw new Error('the go names no instance');
    this.#database = database;
    this.context = {
      http: first,
      instances: clients,
      random: new Random(judging.seed, name),
      get database(): Database {
        if (database === undefined)
          throw new Error('the challenge asks for no database; add it to "services" in challenge.yaml');
        return database;
      },
      env: judging.env,
      signal: this.signal,
      use: judging.use,
      pause: (milliseconds) => this.#pause(milliseconds),
      stopInstance: judging.stopInstance,
      startInstance: judging.startInstance,
    };
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
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
    if (this.#database === undefined) return;
    const ended = this.#database.close();
    const capped = delay(capMs, 'late' as const, { ref: false });
    if ((await Promise.race([ended, capped])) === 'late')
      throw unreachable('The locks of the test could not be released.');
  }
}
