import { existsSync } from 'node:fs';
import path from 'node:path';
import { sizeSchema } from '@assay/contracts';
import { secretFaults } from '@assay/domain';
import { z } from 'zod';

const ROOT = projectRoot();

const environmentSchema = z
  .object({
    /** postgres://user:password@host:port/database */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }),
    /** unix:///var/run/docker.sock and the like. */
    DOCKER_HOST: z.string().optional(),
    CHALLENGES_DIR: z.string().default(path.join(ROOT, 'challenges')),
    SANDBOX_DIR: z.string().default(path.join(ROOT, 'sandbox')),
    /** The installation's own folder, where the builder of images says how far it is. */
    STATE_DIR: z.string().default(path.join(ROOT, '.assay')),
    /** Another OCI runtime, such as runsc. */
    SANDBOX_RUNTIME: z.string().optional(),
    /** Bytes that all slots together may use, such as "6GiB". */
    SANDBOX_MEMORY_BUDGET: sizeSchema.optional(),
    /** Submissions that this worker judges at a time. */
    WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
    /** Read by `seed` alone, and looked at here too: with a published one no part of the platform comes up. */
    SESSION_SECRET: z.string().optional(),
    DEMO_MANAGER_PASSWORD: z.string().optional(),
    NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .superRefine(({ NODE_ENV, ...values }, context) => {
    if (NODE_ENV !== 'production') return;
    for (const [name, message] of secretFaults(values)) {
      context.addIssue({ code: 'custom', path: [name], message });
    }
  })
  .readonly();

export type Environment = z.output<typeof environmentSchema>;
/** Provider token of the environment. */
export const ENVIRONMENT = Symbol('environment');

/** The one place where the worker reads its environment. Throws with every fault by name. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) throw new Error(`The environment is not complete:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The nearest folder upwards with a package.json: the same from the sources and from dist/. */
function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
  return folder;
}
