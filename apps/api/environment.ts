import { existsSync } from 'node:fs';
import path from 'node:path';
import { secretFaults } from '@assay/domain';
import { z } from 'zod';
import { trustedProxiesSchema } from './http/trusted-proxies';

const ROOT = projectRoot();

const environmentSchema = z
  .object({
    /** postgres://user:password@host:port/database */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
    /** Where browsers reach the platform. Links are made with it. */
    PUBLIC_URL: z.url({ protocol: /^https?$/, normalize: true }).optional(),
    /** Addresses and networks of proxies whose X-Forwarded-For is believed, with commas between. */
    TRUSTED_PROXIES: trustedProxiesSchema.default([]),
    CHALLENGES_DIR: z.string().default(path.join(ROOT, 'challenges')),
    WEB_DIR: z.string().default(path.join(ROOT, 'dist/web')),
    /** Holds `runtimes/` and `services/`, which say what languages and services there are. */
    SANDBOX_DIR: z.string().default(path.join(ROOT, 'sandbox')),
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
  .transform(({ PORT, PUBLIC_URL, ...rest }) => ({
    ...rest,
    PORT,
    PUBLIC_URL: PUBLIC_URL ?? `http://localhost:${String(PORT)}`,
  }));

export type Environment = z.output<typeof environmentSchema>;
/** Provider token of the environment. */
export const ENVIRONMENT = Symbol('environment');

/** The one place where the API reads its environment. Throws with every fault by name. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(variables);
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
