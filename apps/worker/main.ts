import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { readEnvironment } from './environment';
import { WorkerModule } from './worker.module';

/** Slots are destroyed within this time; what is left is reaped by the next worker. */
const SHUTDOWN_MS = 8_000;

async function main(): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class, but takes and documents plain objects
  const app = await NestFactory.createApplicationContext(WorkerModule.with(readEnvironment()), {
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  const stop = (): void => {
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
