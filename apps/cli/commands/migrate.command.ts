import 'reflect-metadata';
import { createDataSource, migrate } from '@assay/persistence';
import type { CliEnvironment } from '../environment';
import { EXIT, UsageError, type ExitCode } from '../exit';

/** Brings the database's schema up to date. Prints one line of JSON: the migrations that ran. */
export async function migrateCommand(environment: CliEnvironment): Promise<ExitCode> {
  if (environment.databaseUrl === undefined) {
    throw new UsageError('DATABASE_URL is not set. Give it as postgres://user:password@host:port/database.');
  }
  if (environment.secretFaults.length > 0) throw new UsageError(environment.secretFaults.join('\n'));
  const dataSource = createDataSource({
    url: environment.databaseUrl,
    applicationName: 'assay-migrate',
    poolSize: 2,
  });
  await dataSource.initialize();
  try {
    process.stdout.write(`${JSON.stringify({ migrated: await migrate(dataSource) })}\n`);
    return EXIT.ok;
  } finally {
    await dataSource.destroy();
  }
}
