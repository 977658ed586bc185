import type { Service, SuiteServices } from '@assay/contracts';
import { Database } from './database';
import { MariadbPool } from './mariadb-pool';
import { MongoConnections, type Mongo } from './mongo';
import { PostgresqlPool } from './postgresql-pool';
import { Redis, RedisConnections } from './redis';
import type { SqlPool } from './sql-pool';

/** Connections opened before the go: a test's own, its hold's, and the one that watches who waits. */
const WARM_CONNECTIONS = 3;

/** The suite's connections to the services of its slot. They live as long as the judging. */
export class SuiteConnections {
  private constructor(
    readonly postgresql: SqlPool | undefined,
    readonly mariadb: SqlPool | undefined,
    readonly mongodb: MongoConnections | undefined,
    readonly redis: RedisConnections | undefined,
  ) {}

  /** Connects ahead of the go, so that no test pays for it. Throws where a service can't be reached. */
  static async open(services: SuiteServices): Promise<SuiteConnections> {
    const { postgresql, mariadb, mongodb, redis } = services;
    const connections = new SuiteConnections(
      postgresql && new PostgresqlPool(postgresql),
      mariadb && new MariadbPool(mariadb),
      mongodb && new MongoConnections(mongodb),
      redis && new RedisConnections(redis),
    );
    await Promise.all([
      connections.postgresql?.warm(WARM_CONNECTIONS),
      connections.mariadb?.warm(WARM_CONNECTIONS),
      connections.mongodb?.warm(),
      connections.redis?.warm(),
    ]);
    return connections;
  }

  async close(): Promise<void> {
    this.redis?.close();
    await Promise.all([this.postgresql?.close(), this.mariadb?.close(), this.mongodb?.close()]);
  }
}

/** The services as one test has them: what it takes of them (locks, subscriptions) ends with it. */
export class ScopeServices {
  readonly #postgresql: Database | undefined;
  readonly #mariadb: Database | undefined;
  readonly #mongodb: Mongo | undefined;
  readonly #redis: Redis | undefined;

  constructor({ postgresql, mariadb, mongodb, redis }: Partial<SuiteConnections>) {
    this.#postgresql = postgresql && new Database(postgresql);
    this.#mariadb = mariadb && new Database(mariadb);
    this.#mongodb = mongodb?.mongo;
    this.#redis = redis && new Redis(redis);
  }

  get database(): Database {
    return this.#postgresql ?? this.#mariadb ?? missing('postgresql" or "mariadb');
  }

  get postgresql(): Database {
    return this.#postgresql ?? missing('postgresql');
  }

  get mariadb(): Database {
    return this.#mariadb ?? missing('mariadb');
  }

  get mongodb(): Mongo {
    return this.#mongodb ?? missing('mongodb');
  }

  get redis(): Redis {
    return this.#redis ?? missing('redis');
  }

  async close(): Promise<void> {
    this.#redis?.close();
    await Promise.all([this.#postgresql?.close(), this.#mariadb?.close()]);
  }
}

function missing(service: Service | 'postgresql" or "mariadb'): never {
  throw new Error(`the challenge asks for no such service; add "${service}" to "services" in challenge.yaml`);
}
