// PostgreSQL and Redis of the platform: containers from docker-compose.yml, or what DATABASE_URL and REDIS_URL name.
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOrphan, OWNER, thisOwner } from './owner.mjs';
import { freePort } from './ports.mjs';
import { run } from './run.mjs';
import { fromRoot, root, secrets } from './state.mjs';
import { Interrupted, StepError, interruption } from './steps.mjs';

/** The label by which Compose finds what is a project's. */
const PROJECT = 'com.docker.compose.project';
const READY_PATIENCE_MS = 60_000;
const SERVICES = {
  postgresql: { image: 'assay/service-postgresql:latest', port: 5432, portVariable: 'ASSAY_POSTGRES_PORT' },
  redis: { image: 'assay/service-redis:latest', port: 6379, portVariable: 'ASSAY_REDIS_PORT' },
};

/**
 * One set of the platform's services.
 * @param {{ project: string, ports: { postgresql: number, redis: number }, databaseUrl?: string, redisUrl?: string,
 *   oneRun?: boolean }} options
 *   ports: those on the loopback to begin with, where they are free; the URLs replace a container each; oneRun: they are
 *   this process's, and nothing of them is kept. What such a run left behind that was killed, in any checkout, is removed
 *   first.
 */
export class PlatformServices {
  constructor({ project, ports, databaseUrl, redisUrl, oneRun = false }) {
    this.project = project;
    this.oneRun = oneRun;
    this.ports = { ...ports };
    this.given = { postgresql: databaseUrl, redis: redisUrl };
    this.names = Object.keys(SERVICES).filter((name) => !this.given[name]);
    this.started = false;
  }

  /** The images that must be there. */
  get images() {
    return this.names.map((name) => SERVICES[name].image);
  }

  get databaseUrl() {
    return (
      this.given.postgresql ??
      `postgres://assay:${secrets().postgresPassword}@127.0.0.1:${this.ports.postgresql}/assay`
    );
  }

  get redisUrl() {
    return this.given.redis ?? `redis://:${secrets().redisPassword}@127.0.0.1:${this.ports.redis}/0`;
  }

  /** Starts the containers and waits until both answer to their password. */
  async start(step, engine, compose) {
    if (this.names.length > 0) {
      await this.#refuseAnother(engine);
      if (this.oneRun) await this.#removeLeftovers(step, engine, compose);
      await this.#choosePorts(engine);
      this.started = true;
      step.note('starting containers');
      await this.#compose(compose, ['up', '-d', '--no-build', ...this.names], { step, timeoutMs: 180_000 });
    }
    step.note('waiting for PostgreSQL');
    await untilReady(
      () => pingPostgres(this.databaseUrl),
      'PostgreSQL',
      this.given.postgresql && 'DATABASE_URL',
      step,
    );
    step.note('waiting for Redis');
    await untilReady(() => pingRedis(this.redisUrl), 'Redis', this.given.redis && 'REDIS_URL', step);
    const place = (name) => (this.given[name] ? 'given' : `port ${this.ports[name]}`);
    return `PostgreSQL (${place('postgresql')}), Redis (${place('redis')})`;
  }

  /** Stops and removes the containers; `volumes` removes their data too. */
  async stop(step, compose, { volumes = false } = {}) {
    if (!this.started) return;
    await this.#down(step, compose, volumes);
    this.started = false;
  }

  #down(step, compose, volumes) {
    const options = { step, interruptible: false, timeoutMs: 90_000 };
    return this.#compose(compose, ['down', '--timeout', '25', ...(volumes ? ['--volumes'] : [])], options);
  }

  #compose(compose, args, options) {
    const env = {
      ASSAY_PROJECT: this.project,
      ASSAY_OWNER: this.oneRun ? thisOwner() : '',
      ASSAY_POSTGRES_PASSWORD: secrets().postgresPassword,
      ASSAY_REDIS_PASSWORD: secrets().redisPassword,
      ...Object.fromEntries(
        Object.entries(SERVICES).map(([name, { portVariable }]) => [portVariable, String(this.ports[name])]),
      ),
    };
    const file = path.join(root, 'docker-compose.yml');
    return run(compose.program, [...compose.first, '-p', this.project, '-f', file, ...args], {
      ...options,
      env,
    });
  }

  #containers(engine) {
    return engine.containers([`${PROJECT}=${this.project}`]);
  }

  /** @throws {StepError} when another checkout uses services of this name */
  async #refuseAnother(engine) {
    for (const container of await this.#containers(engine)) {
      const folder = container.Labels['com.docker.compose.project.working_dir'];
      if (container.State !== 'running' || !folder || path.resolve(folder) === root) continue;
      if (this.oneRun && isOrphan(container.Labels[OWNER])) continue;
      throw new StepError(`Assay already runs on this Docker Engine, from ${folder}.`, {
        advice: this.oneRun
          ? `Wait until it has ended, or stop it there. If nothing runs there: docker rm -f ${this.names.map((name) => `${this.project}-${name}`).join(' ')}`
          : `Stop it there first, or give this one a name of its own: ASSAY_PROJECT=${this.project}-2 PORT=3001 npm start`,
      });
    }
  }

  async #removeLeftovers(step, engine, compose) {
    const query = { filters: { label: [`${PROJECT}=${this.project}`] } };
    const { Volumes: volumes } = await engine.call('GET', '/volumes', { query });
    if ((volumes ?? []).length === 0 && (await this.#containers(engine)).length === 0) return;
    step.note('removing what an earlier run left');
    await this.#down(step, compose, true);
  }

  /** Keeps the port of a container that runs already; else takes the first free one from where it should be. */
  async #choosePorts(engine) {
    const containers = await this.#containers(engine);
    for (const name of this.names) {
      const running = containers.find(
        (container) =>
          container.Labels['com.docker.compose.service'] === name && container.State === 'running',
      );
      const published = running?.Ports.find((port) => port.PrivatePort === SERVICES[name].port)?.PublicPort;
      this.ports[name] = published ?? (await freePort(this.ports[name]));
    }
  }
}

async function untilReady(ping, what, variable, step) {
  const until = Date.now() + (variable ? 10_000 : READY_PATIENCE_MS);
  let last;
  for (;;) {
    if (interruption.signal.aborted) throw new Interrupted();
    try {
      await ping();
      return;
    } catch (error) {
      if (error.message !== last) step.write(`${what}: ${error.message}\n`);
      last = error.message;
      if (Date.now() > until) {
        throw new StepError(`${what} does not answer: ${error.message}`, {
          advice: variable
            ? `Check the address, user and password in ${variable}, and that ${what} runs there.`
            : `See what its container says: docker logs ${what === 'Redis' ? 'assay-redis' : 'assay-postgresql'}. Logs are in ${fromRoot(step.log)}.`,
          cause: error,
        });
      }
    }
    await sleep(100);
  }
}

async function pingPostgres(url) {
  // By now npm's packages are installed.
  const { Client } = createRequire(path.join(root, 'package.json'))('pg');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined); // the query's own rejection tells
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => undefined); // a connection that never was can't be ended
  }
}

async function pingRedis(address) {
  const Redis = createRequire(path.join(root, 'package.json'))('ioredis');
  const client = new Redis(address, {
    lazyConnect: true,
    connectTimeout: 3_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined); // the command's own rejection tells
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}
