import 'reflect-metadata';
import { createApplication } from './application';
import { readEnvironment } from './environment';

/** Longer than this a shutdown does not take: what is left is in the database. */
const SHUTDOWN_MS = 2_500;

async function main(): Promise<void> {
  const environment = readEnvironment();
  const app = await createApplication(environment);
  const stop = (): void => {
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
    void app.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  await app.listen(environment.PORT);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
