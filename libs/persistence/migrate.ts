import type { DataSource } from 'typeorm';
import { MIGRATIONS_TABLE } from './data-source';
import { MIGRATIONS } from './migrations/all';

/** PostgreSQL's advisory locks that Assay takes: one number for each purpose. */
export const ADVISORY_LOCKS = { migrate: 7_261_001, reconcile: 7_261_002, seed: 7_261_003 } as const;

/**
 * Brings the schema up to date. Two processes that do it at once wait for each other.
 * @returns the names of the migrations that ran, oldest first.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCKS.migrate]);
    const done = await dataSource.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCKS.migrate]);
    await runner.release();
  }
}

/** The names of migrations that the database still lacks. Changes nothing. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const names = MIGRATIONS.map((migration) => migration.name);
  const [table] = await dataSource.query<{ found: string | null }[]>('SELECT to_regclass($1) AS found', [
    MIGRATIONS_TABLE,
  ]);
  if (table?.found == null) return names;
  const rows = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${MIGRATIONS_TABLE}`);
  const done = new Set(rows.map((row) => row.name));
  return names.filter((name) => !done.has(name));
}
