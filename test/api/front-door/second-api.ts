import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApplication } from '../../../apps/api/application';
import { readEnvironment } from '../../../apps/api/environment';
import { ApiClient } from '../../support/api-client';
import { needed } from '../../support/database';
import { eventually, type Platform } from '../../support/platform';

/** Another API on a platform's database and Redis: its own memory, its own settings. */
export interface SecondApi {
  readonly url: string;
  client(): ApiClient;
  close(): Promise<void>;
}

export async function startSecondApi(
  platform: Pick<Platform, 'databaseUrl'>,
  variables: Record<string, string> = {},
): Promise<SecondApi> {
  const empty = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
  const app = await createApplication(
    readEnvironment({
      DATABASE_URL: platform.databaseUrl,
      REDIS_URL: needed('TEST_REDIS_URL'),
      CHALLENGES_DIR: empty,
      WEB_DIR: empty,
      PORT: '0',
      PUBLIC_URL: 'http://assay.test',
      NODE_ENV: 'test',
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
      ...variables,
    }),
  );
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  const client = (): ApiClient => new ApiClient(url);
  await eventually(
    () => client().get('/api/health'),
    ({ body }) => (body as { parts: Record<string, { status: string }> }).parts.database?.status === 'up',
  );
  return {
    url,
    client,
    close: async () => {
      await app.close();
      await rm(empty, { recursive: true, force: true });
    },
  };
}
