import { randomBytes } from 'node:crypto';
import { createDataSource } from '@assay/persistence';

/** A new, empty database on the server at TEST_DATABASE_URL. `drop` ends all connections to it. */
export async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = needed('TEST_DATABASE_URL');
  const name = `assay_test_${randomBytes(6).toString('hex')}`;
  const admin = createDataSource({ url: server, applicationName: 'assay-test-admin', poolSize: 1 });
  await admin.initialize();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await forcefully(() => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      await admin.destroy();
    },
  };
}

/** PostgreSQL's own cleaning may be at work in a database for a moment, and is not ours to end. */
async function forcefully(drop: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await drop();
      return;
    } catch (error) {
      if (tries >= 20 || !/permission denied to terminate/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

export function needed(name: 'TEST_DATABASE_URL' | 'TEST_REDIS_URL'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set; "npm test" sets it`);
  return value;
}
