import { randomBytes } from 'node:crypto';
import { packChallenge, type LoadedChallenge } from '@assay/challenges';
import { createDataSource, migrate, seedDemo } from '@assay/persistence';
import type { DataSource } from 'typeorm';
import type { Leftovers } from '../leftovers';

/** A database of the benchmark's own, migrated, with an assessment of these challenges. */
export interface OwnDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly manager: { readonly email: string; readonly password: string };
}

/** @param server on which it is made, and dropped with the leftovers */
export async function makeDatabase(
  server: string,
  challenges: readonly LoadedChallenge[],
  sessionSecret: string,
  leftovers: Leftovers,
): Promise<OwnDatabase> {
  const name = `assay_bench_${randomBytes(6).toString('hex')}`;
  const admin = createDataSource({ url: server, applicationName: 'assay-bench-admin', poolSize: 1 });
  await admin.initialize();
  leftovers.add('the connection to the database server', () => admin.destroy());
  await admin.query(`CREATE DATABASE ${name}`);
  leftovers.add('the database', () => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataSource = createDataSource({ url: url.href, applicationName: 'assay-bench', poolSize: 2 });
  await dataSource.initialize();
  leftovers.add('the connection to the database', () => dataSource.destroy());
  await migrate(dataSource);
  const password = randomBytes(16).toString('hex');
  const { managerEmail } = await seedDemo(dataSource, {
    challenges: challenges.map((challenge) => ({ challenge, packed: () => packChallenge(challenge) })),
    sessionSecret,
    managerPassword: password,
  });
  return { url: url.href, dataSource, manager: { email: managerEmail, password } };
}
