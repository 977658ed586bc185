import path from 'node:path';
import { z } from 'zod';

/** The folder that holds package.json; compiled, this file lies in dist/test/bench. */
const ROOT = path.resolve(__dirname, '../../..');

const schema = z.object({
  /** A server on which the benchmark may create a database of its own, which it drops at the end. */
  DATABASE_URL: z.string().optional(),
  /** A Redis that no other platform uses: the queue has one name everywhere. */
  REDIS_URL: z.string().optional(),
  DOCKER_HOST: z.string().optional(),
  CHALLENGES_DIR: z.string().default(path.join(ROOT, 'challenges')),
  SESSION_SECRET: z.string().min(32).optional(),
});

export interface BenchEnvironment {
  readonly root: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly dockerHost: string | undefined;
  readonly challengesDir: string;
  readonly sandboxDir: string;
  readonly sessionSecret: string | undefined;
  /** Everything, for the platform's own processes. */
  readonly all: NodeJS.ProcessEnv;
}

/** The one place where the benchmark reads its environment. */
export function readBenchEnvironment(env: NodeJS.ProcessEnv = process.env): BenchEnvironment {
  const values = schema.parse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  return {
    root: ROOT,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    dockerHost: values.DOCKER_HOST,
    challengesDir: path.resolve(values.CHALLENGES_DIR),
    sandboxDir: path.join(ROOT, 'sandbox'),
    sessionSecret: values.SESSION_SECRET,
    all: env,
  };
}
