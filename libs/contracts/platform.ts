import { z } from 'zod';
import { serviceSchema } from './challenge-manifest';
import { languageSchema } from './vocabulary';

/**
 * Where the image of a runtime or a service stands.
 * `ready`: it can be used. `building`: it is being made. `queued`: it is going to be made.
 * `off`: it could not be had, or nobody makes it; a reason says why.
 */
export const IMAGE_STATES = ['ready', 'building', 'queued', 'off'] as const;
export const imageStateSchema = z.enum(IMAGE_STATES);
export type ImageState = z.infer<typeof imageStateSchema>;

/** What a worker knows of one image: that of a runtime or a service. */
export const imageReportSchema = z.strictObject({
  /** `runtime-java`, `service-mariadb`: the image's name without `assay/` and without its tag. */
  name: z.string(),
  state: imageStateSchema,
  /** Why it is off. Null in any other state. */
  reason: z.string().nullable(),
  /** What the thing says of itself, such as "v24.3.0". Null where it was not asked. */
  version: z.string().nullable(),
  /** Size with all layers, those that it shares included. Null where there is no image. */
  bytes: z.int().nullable(),
  builtAt: z.iso.datetime().nullable(),
});
export type ImageReport = z.infer<typeof imageReportSchema>;

/** Redis keys of heartbeats are this and the worker's id; each expires by itself. */
export const HEARTBEAT_PREFIX = 'assay:worker:';

/** What a worker says again and again. */
export const workerHeartbeatSchema = z.object({
  ready: z.boolean(),
  detail: z.string(),
  images: z.array(imageReportSchema).default([]),
});
export type WorkerHeartbeat = z.infer<typeof workerHeartbeatSchema>;

/** Whether something can be used now. `reason` is a sentence for people; null when it is ready. */
export const availabilitySchema = z.strictObject({ state: imageStateSchema, reason: z.string().nullable() });
export type Availability = z.infer<typeof availabilitySchema>;

/** A language that there is a runtime for, ready or not. */
export const languageInfoSchema = z.strictObject({
  id: languageSchema,
  /** Such as "TypeScript". */
  name: z.string(),
  /** Such as "Node 24". */
  runtime: z.string(),
  /** The file that a program starts with. */
  entry: z.string(),
  /** What the browser's editor calls it. */
  editor: z.string(),
});
export type LanguageInfo = z.infer<typeof languageInfoSchema>;

/** The least that a container of a runtime or a service gets, as measured. Null: nothing beyond what each gets. */
export const imageNeedsSchema = z.strictObject({
  memoryBytes: z.int().nullable(),
  processes: z.int().nullable(),
  openFiles: z.int().nullable(),
  /** Time from the go until it listens. */
  startMs: z.int().nullable(),
});
export type ImageNeeds = z.infer<typeof imageNeedsSchema>;

const partSchema = availabilitySchema.extend({
  /** Such as "Java 21". */
  title: z.string(),
  version: z.string().nullable(),
  bytes: z.int().nullable(),
  builtAt: z.iso.datetime().nullable(),
  needs: imageNeedsSchema,
});

/** What the platform can run, as operators see it. */
export const platformViewSchema = z.strictObject({
  /** How many workers have reported lately. */
  workers: z.int(),
  runtimes: z.array(
    partSchema.extend({
      /** The folder's name under `sandbox/runtimes/`. */
      id: z.string(),
      languages: z.array(languageInfoSchema),
      /** What a solution may import with no install. */
      frameworks: z.array(z.string()),
    }),
  ),
  services: z.array(partSchema.extend({ id: serviceSchema })),
});
export type PlatformView = z.infer<typeof platformViewSchema>;
