import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createApplication } from './application';
import { readEnvironment } from './environment';
import { openApiDocument } from './openapi-document';

/**
 * `node dist/apps/api/openapi.js [--check]`: writes docs/openapi.json, or says whether it is current. Connects to nothing.
 */
async function main(): Promise<void> {
  const app = await createApplication(
    readEnvironment({
      DATABASE_URL: 'postgres://nobody@localhost/none',
      REDIS_URL: 'redis://localhost',
      LOG_LEVEL: 'silent',
      // These addresses are never connected to.
      NODE_ENV: 'development',
    }),
  );
  const file = path.resolve('docs/openapi.json');
  const current = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    await writeFile(file, current);
    process.stdout.write(`wrote ${file}\n`);
    return;
  }
  const written = await readFile(file, 'utf8').catch(() => '');
  if (written === current) return;
  process.stderr.write(
    'docs/openapi.json is not current. Run "node dist/apps/api/openapi.js" and commit it.\n',
  );
  process.exitCode = 1;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
