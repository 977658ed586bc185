import path from 'node:path';
import { sizeSchema } from '@assay/contracts';
import { secretFaults } from '@assay/domain';
import { z } from 'zod';

/** The folder that holds package.json; compiled code lies in dist/apps/cli. */
const ROOT = path.resolve(__dirname, '../../..');

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: z.string().optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  DEMO_MANAGER_PASSWORD: z.string().min(8).optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  PUBLIC_URL: z.url().optional(),
  DOCKER_HOST: z.string().optional(),
  CHALLENGES_DIR: z.string().default(path.join(ROOT, 'challenges')),
  SANDBOX_DIR: z.string().default(path.join(ROOT, 'sandbox')),
  STATE_DIR: z.string().default(path.join(ROOT, '.assay')),
  SANDBOX_RUNTIME: z.string().optional(),
  SANDBOX_MEMORY_BUDGET: sizeSchema.optional(),
});

/** What the command line reads of its environment. The one place that does. */
export interface CliEnvironment {
  readonly databaseUrl: string | undefined;
  readonly sessionSecret: string | undefined;
  readonly demoManagerPassword: string | undefined;
  readonly publicUrl: string;
  readonly dockerHost: string | undefined;
  readonly challengesDir: string;
  readonly sandboxDir: string;
  /** Where the builder of images says how far it is. */
  readonly stateDir: string;
  readonly sandboxRuntime: string | undefined;
  readonly sandboxMemoryBudget: number | undefined;
  /** What is wrong with the secrets, in production: a line for each. Commands that write to the database refuse. */
  readonly secretFaults: readonly string[];
  /** Where the sandbox's proof is kept between commands. */
  readonly proofFile: string;
}

/** @throws Error that names each variable that is wrong */
export function readCliEnvironment(env: NodeJS.ProcessEnv = process.env): CliEnvironment {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) throw new Error(`The environment is not valid.\n${z.prettifyError(parsed.error)}`);
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    sessionSecret: values.SESSION_SECRET,
    demoManagerPassword: values.DEMO_MANAGER_PASSWORD,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    dockerHost: values.DOCKER_HOST,
    challengesDir: path.resolve(values.CHALLENGES_DIR),
    sandboxDir: path.resolve(values.SANDBOX_DIR),
    stateDir: path.resolve(values.STATE_DIR),
    sandboxRuntime: values.SANDBOX_RUNTIME,
    sandboxMemoryBudget: values.SANDBOX_MEMORY_BUDGET,
    secretFaults:
      values.NODE_ENV === 'production' ? secretFaults(values).map((fault) => fault.join(': ')) : [],
    proofFile: path.join(values.STATE_DIR, 'lockdown-proof.json'),
  };
}
