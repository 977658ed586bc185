import { z } from 'zod';
import { serviceSchema, testDefinitionSchema } from './challenge-manifest';
import { idSchema, seedSchema, testStatusSchema } from './vocabulary';

/**
 * What the supervisor and a judge say to each other over the judge's standard input and output.
 * A frame is a length (4 bytes, big endian) and that many bytes of UTF-8 JSON.
 */

/** Longest frame from a judge, bytes. A longer one ends the judge. */
export const JUDGE_FRAME_MAX = 128 * 1024;

/** Longest frame to a judge or a subject, bytes: a bundled suite or a candidate's files. */
export const SUPERVISOR_FRAME_MAX = 16 * 1024 * 1024;

/** How the suite reaches a service of the slot. */
export const suiteServiceSchema = z.strictObject({
  /** The folder of the service's socket, which the subject does not see; a host name where a suite runs outside a slot. */
  host: z.string(),
  port: z.int(),
  database: z.string(),
  user: z.string(),
  password: z.string(),
});
export type SuiteService = z.infer<typeof suiteServiceSchema>;

/** The services of a slot, by their ids. */
export const suiteServicesSchema = z.partialRecord(serviceSchema, suiteServiceSchema);
export type SuiteServices = z.infer<typeof suiteServicesSchema>;

/** Supervisor → judge. */
export const supervisorFrameSchema = z.discriminatedUnion('type', [
  /** The suite, as one bundled script. Answered by `loaded`. */
  z.strictObject({ type: z.literal('load'), bundle: z.string() }),
  /** Connects the suite to the services before the go. Answered by `prepared`. */
  z.strictObject({ type: z.literal('prepare'), services: suiteServicesSchema }),
  /** Wait for the subjects to listen, then run the named tests in order. */
  z.strictObject({
    type: z.literal('go'),
    seed: seedSchema,
    tests: z.array(idSchema),
    /** Base addresses, one an instance, such as `http://127.0.0.1:8080`. */
    instances: z.array(z.string()),
    /** Environment that the statement promises, with the slot's secrets filled in. */
    env: z.record(z.string(), z.string()),
    /** Time that the subjects have to listen, milliseconds. */
    startMs: z.int(),
    /** For each group that requires others: a test of it is not begun when one of those has failed. */
    requires: z.record(idSchema, z.array(idSchema)),
  }),
  /** An answer to a judge's `request`. */
  z.strictObject({ type: z.literal('reply'), id: z.int(), ok: z.boolean(), message: z.string().optional() }),
]);
export type SupervisorFrame = z.infer<typeof supervisorFrameSchema>;

/** Judge → supervisor. */
export const judgeFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('loaded'), tests: z.array(testDefinitionSchema) }),
  z.strictObject({ type: z.literal('prepared') }),
  /** All subjects listen; the first test begins. */
  z.strictObject({ type: z.literal('listening') }),
  z.strictObject({ type: z.literal('test-started'), id: idSchema }),
  z.strictObject({
    type: z.literal('test-ended'),
    id: idSchema,
    status: testStatusSchema,
    durationMs: z.number(),
    message: z.string().optional(),
    expected: z.string().optional(),
    actual: z.string().optional(),
  }),
  /** The suite asks for something that only the supervisor can do. */
  z.strictObject({
    type: z.literal('request'),
    id: z.int(),
    operation: z.enum(['stop-instance', 'start-instance']),
    instance: z.int(),
  }),
  z.strictObject({ type: z.literal('done') }),
  /** The judge itself failed (a suite that does not load, a service that can't be reached before the go). */
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
]);
export type JudgeFrame = z.infer<typeof judgeFrameSchema>;

/** Supervisor → a subject's waiting process: one frame, after which standard input ends. */
export const subjectGoSchema = z.strictObject({
  type: z.literal('go'),
  /** `service`: the program is started and listens by itself. The others are asked over and over: see `exec`. */
  kind: z.enum(['service', 'program', 'function']),
  language: z.string(),
  entry: z.string(),
  files: z.array(z.strictObject({ path: z.string(), content: z.string() })),
  /** What the waiting process becomes once the code is built, in place of the entry. It listens on PORT. */
  exec: z.array(z.string()).min(1).optional(),
});
export type SubjectGo = z.infer<typeof subjectGoSchema>;

/**
 * A subject's waiting process → supervisor, before the candidate's code runs. After `built` the stream is
 * the candidate's output and is never read as frames again.
 */
export const subjectFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('built') }),
  z.strictObject({
    type: z.literal('build-failed'),
    diagnostics: z
      .array(
        z.strictObject({
          file: z.string().max(400).optional(),
          line: z.int().optional(),
          column: z.int().optional(),
          message: z.string().max(8_000),
        }),
      )
      .max(50),
  }),
]);
export type SubjectFrame = z.infer<typeof subjectFrameSchema>;
