import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDataSource, migrate } from '@assay/persistence';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import { createApplication } from '../../apps/api/application';
import { readEnvironment } from '../../apps/api/environment';
import { ApiClient } from './api-client';
import { freshDatabase, needed } from './database';

export interface PlatformOptions {
  /** False: the database is left without its schema. */
  readonly migrated?: boolean;
  /** Instead of TEST_REDIS_URL. */
  readonly redisUrl?: string;
  /** Instead of an empty folder. */
  readonly challengesDir?: string;
  readonly webDir?: string;
}

/** The API in this process, on a database of its own. */
export interface Platform {
  readonly url: string;
  readonly databaseUrl: string;
  /** The tests' own connection. */
  readonly dataSource: DataSource;
  readonly app: NestExpressApplication;
  /** A browser that has been nowhere yet. */
  client(): ApiClient;
  close(): Promise<void>;
}

export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const database = await freshDatabase();
  const dataSource = createDataSource({ url: database.url, applicationName: 'assay-test', poolSize: 4 });
  await dataSource.initialize();
  if (options.migrated !== false) await migrate(dataSource);
  const empty = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
  const app = await createApplication(
    readEnvironment({
      DATABASE_URL: database.url,
      REDIS_URL: options.redisUrl ?? needed('TEST_REDIS_URL'),
      CHALLENGES_DIR: options.challengesDir ?? empty,
      WEB_DIR: options.webDir ?? empty,
      PORT: '0',
      PUBLIC_URL: 'http://assay.test',
      NODE_ENV: 'test',
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    }),
  );
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  const platform: Platform = {
    url,
    databaseUrl: database.url,
    dataSource,
    app,
    client: () => new ApiClient(url),
    close: async () => {
      await app.close();
      await dataSource.destroy();
      await database.drop();
      await rm(empty, { recursive: true, force: true });
    },
  };
  if (options.migrated !== false) await serving(platform);
  return platform;
}

/** Asks again until `check` holds. Fails after `ms` with what was seen last. */
export async function eventually<T>(
  look: () => Promise<T>,
  check: (seen: T) => boolean,
  ms = 8_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (check(seen)) return seen;
    if (Date.now() > end) throw new Error(`this did not come about: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The API connects in the background and reads which languages there are; tests begin when it has. */
async function serving(platform: Platform): Promise<void> {
  await eventually(
    () => platform.client().get('/api/health'),
    ({ body }) => {
      const { parts } = body as { parts: Record<string, { status: string; detail?: string }> };
      return parts.database?.status === 'up' && !/read|wait/.test(parts.challenges?.detail ?? '');
    },
  );
}
