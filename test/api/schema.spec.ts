import 'reflect-metadata';
import { createDataSource, migrate, pendingMigrations } from '@assay/persistence';
import type { DataSource } from 'typeorm';
import { freshDatabase } from '../support/database';

describe('the schema', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await freshDatabase();
    drop = database.drop;
    dataSource = createDataSource({ url: database.url, applicationName: 'assay-test' });
    await dataSource.initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const difference = async () =>
    (await dataSource.driver.createSchemaBuilder().log()).upQueries.map((one) => one.query);

  it('is made by migrations to what the entities say, and no step remains', async () => {
    expect(await pendingMigrations(dataSource)).not.toEqual([]);
    expect(await difference()).not.toEqual([]);
    const [first, second] = await Promise.all([migrate(dataSource), migrate(dataSource)]);
    expect(first.length + second.length).toBeGreaterThan(0);
    expect(Math.min(first.length, second.length)).toBe(0);
    expect(await pendingMigrations(dataSource)).toEqual([]);
    expect(await difference()).toEqual([]);
  });

  it('can be taken back', async () => {
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    const tables = await dataSource.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(tables).toEqual([{ name: 'migrations' }]);
    await migrate(dataSource);
    expect(await difference()).toEqual([]);
  });
});
