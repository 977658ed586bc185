import { DataSource, type DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities/all';
import { MIGRATIONS } from './migrations/all';

export const MIGRATIONS_TABLE = 'migrations';

/** Options of a connection to Assay's database. The schema is only ever changed by migrations. */
export function dataSourceOptions(options: {
  url: string;
  /** Shown by PostgreSQL beside each connection. */
  applicationName: string;
  poolSize?: number;
}): DataSourceOptions {
  return {
    type: 'postgres',
    url: options.url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    applicationName: options.applicationName,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 5_000,
    extra: {
      // A statement that waits this long waits for nothing that will come.
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
      keepAlive: true,
    },
  };
}

export function createDataSource(options: Parameters<typeof dataSourceOptions>[0]): DataSource {
  return new DataSource(dataSourceOptions(options));
}
