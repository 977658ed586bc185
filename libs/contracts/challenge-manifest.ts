import { z } from 'zod';
import { sourcePathFault } from './source-files';
import { difficultySchema, idSchema, kindSchema, languageSchema, visibilitySchema } from './vocabulary';

/** Services that a slot can hold. */
export const SERVICES = ['postgresql', 'mariadb', 'mongodb', 'redis'] as const;
export const serviceSchema = z.enum(SERVICES);
export type Service = z.infer<typeof serviceSchema>;

const UNITS_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000 };
const UNITS_BYTES: Record<string, number> = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** A number with its unit in the unit's base. The pattern before it lets nothing else come here. */
function measured(text: string, units: Record<string, number>): number {
  return Number.parseInt(text, 10) * (units[text.replace(/^\d+/, '')] ?? Number.NaN);
}

/** `60s`, `1500ms`, `2m` → milliseconds. */
export const durationSchema = z
  .string()
  .regex(/^[1-9][0-9]*(ms|s|m)$/, 'must be a duration with its unit, such as "60s"')
  .transform((text) => measured(text, UNITS_MS));

/** `512MiB`, `64KiB`, `1GiB` → bytes. */
export const sizeSchema = z
  .string()
  .regex(/^[1-9][0-9]*(KiB|MiB|GiB)$/, 'must be a size with its unit, such as "512MiB"')
  .transform((text) => measured(text, UNITS_BYTES));

export const limitsSchema = z.strictObject({
  /** Wall time of the whole suite. Out: milliseconds. */
  wall: durationSchema.pipe(z.number().min(1_000).max(600_000, 'at most 10m')),
  /** Processors of one subject. */
  cpu: z.number().min(0.1).max(16),
  /** Memory of one subject, swap included. Out: bytes. */
  memory: sizeSchema.pipe(z.number().min(64 * 1024 ** 2, 'at least 64MiB')),
  /** Processes and threads of one subject. */
  processes: z.int().min(8).max(1024),
  /** Output of one subject that is kept. Out: bytes. */
  output: sizeSchema.pipe(z.number().max(16 * 1024 ** 2, 'at most 16MiB')),
});
export type Limits = z.infer<typeof limitsSchema>;

export const groupSchema = z.strictObject({
  id: idSchema,
  title: z.string().min(1).max(120),
  /** Points of 100. A gate has 0. */
  weight: z.int().min(0).max(100),
  visibility: visibilitySchema,
  /** Groups that must pass, all their tests, before this one earns anything. */
  requires: z.array(idSchema).default([]),
  scoring: z.enum(['all', 'proportional']).default('all'),
});
export type Group = z.infer<typeof groupSchema>;

/** How a `service` challenge's subject is run. */
export const serviceOptionsSchema = z.strictObject({
  /** How many copies of the subject run side by side, each with its own PORT. */
  instances: z.int().min(1).max(3).default(1),
  /** Time a copy may take until it listens. Out: milliseconds. */
  start: durationSchema.pipe(z.number().min(500).max(120_000)).default(15_000),
  /** Environment that the statement promises. `{{secret}}` becomes a random text of 43 characters, new for each slot. */
  env: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'must be an environment name'), z.string().max(500))
    .default({}),
});
export type ServiceOptions = z.infer<typeof serviceOptionsSchema>;

const readOnlyListSchema = z
  .array(
    z
      .string()
      .refine(
        (entry) => sourcePathFault(entry.replace(/\/$/, '')) === undefined,
        'must be the path of a file, or of a folder with "/" at its end',
      ),
  )
  .min(1);

/** `challenge.yaml`, as an author writes it. Unknown keys are errors. */
export const challengeManifestSchema = z.strictObject({
  schema: z.literal(1),
  id: z.uuid(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a semantic version such as "1.0.0"'),
  title: z.string().min(1).max(120),
  kind: kindSchema,
  /** One or two sentences for lists. */
  summary: z.string().min(1).max(300).optional(),
  topics: z
    .array(z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/, 'must be a topic such as "api/rest"'))
    .min(1),
  difficulty: difficultySchema,
  minutes: z.int().min(1).max(600),
  languages: z.array(languageSchema).min(1),
  services: z.array(serviceSchema).default([]),
  service: serviceOptionsSchema.prefault({}),
  limits: limitsSchema,
  /**
   * Files of the starters that a candidate may read and not change: paths, or folders with "/" at their end, in every
   * language alike or by language. At judging the starter's own text stands there, whatever was sent.
   */
  readOnly: z
    .union([readOnlyListSchema, z.record(languageSchema, readOnlyListSchema)], {
      error: 'must be a list of paths (a folder ends with "/"), or such a list for each language',
    })
    .optional(),
  groups: z.array(groupSchema).min(1),
  license: z.string().min(1),
  authors: z.array(z.string().min(1)).min(1),
});
export type ChallengeManifest = z.infer<typeof challengeManifestSchema>;

/** One test as the suite declares it. The list of these is fixed before a subject starts. */
export const testDefinitionSchema = z.strictObject({
  id: idSchema,
  group: idSchema,
  title: z.string().min(1).max(160),
  requirements: z.array(z.string().regex(/^R[1-9][0-9]{0,2}$/)).min(1),
  /** Wall limit of this one test, milliseconds. */
  timeoutMs: z.int().min(50).max(120_000),
});
export type TestDefinition = z.infer<typeof testDefinitionSchema>;

/** `submissions/<name>/expect.yaml`: what a wrong, slow or cheating answer must come to. */
export const expectationSchema = z.strictObject({
  language: languageSchema,
  /** The groups that fail; every other one passes. `all` stands for every group. */
  fails: z.union([z.literal('all'), z.array(idSchema).min(1)]),
  /** What the answer does wrong, or what the cheat tries. */
  about: z.string().min(1).max(600),
});
export type Expectation = z.infer<typeof expectationSchema>;
