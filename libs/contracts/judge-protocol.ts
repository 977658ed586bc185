import { z } from 'zod';
import { serviceSchema, testDefinitionSchema } from './challenge-manifest';
import { isInert } from './inert-text';
import { RESULT_TEXT_MAX } from './verdict';
import { idSchema, seedSchema, testStatusSchema } from './vocabulary';

/**
 * What the supervisor and a judge say to each other over the judge's standard input and output.
 * A frame is a length (4 bytes, big endian) and that many bytes of UTF-8 JSON.
 */

/** Longest frame from a judge, bytes. A longer one ends the judge. */
export const JUDGE_FRAME_MAX = 128 * 1024;

/** Longest frame to a judge or a subject, bytes: a bundled suite or a candidate's files. */
export const SUPERVISOR_FRAME_MAX = 16 * 1024 * 1024;

/** Longest duration that a judge may report, milliseconds: more than any wall limit. */
const DURATION_MAX_MS = 3_600_000;

/** Highest number of a request in one judging. */
export const REQUESTS_MAX = 100;

/** Most tests of a suite. */
const TESTS_MAX = 2_000;

/** Most instances of a service; `challenge.yaml` allows no more. */
const INSTANCES_MAX = 3;

/** Longest reason of a judge that failed, UTF-16 units. */
const FAILURE_MAX = 4_000;

/** The harness has written out what would steer a terminal or reorder a page. */
const resultTextSchema = z
  .string()
  .max(RESULT_TEXT_MAX)
  .refine(isInert, 'must be valid Unicode without control characters');

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
    /** Base addresses, one an instance, such as `http://127.0.0.1:8080`. The judge speaks HTTP to nothing else. */
    instances: z
      .array(z.string().regex(/^http:\/\/127\.0\.0\.1:[1-9][0-9]{0,4}$/))
      .min(1)
      .max(INSTANCES_MAX),
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

/**
 * Judge → supervisor. Which frame may come when is for the ledger of the tests to say; here it is what each may hold:
 * no key but these, whole or finite numbers with bounds, texts with caps, and nothing nested deeper than a list of tests.
 */
export const judgeFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('loaded'), tests: z.array(testDefinitionSchema).max(TESTS_MAX) }),
  z.strictObject({ type: z.literal('prepared') }),
  /** All subjects listen; the first test begins. */
  z.strictObject({ type: z.literal('listening') }),
  z.strictObject({ type: z.literal('test-started'), id: idSchema }),
  z.strictObject({
    type: z.literal('test-ended'),
    id: idSchema,
    status: testStatusSchema,
    durationMs: z.number().min(0).max(DURATION_MAX_MS),
    message: resultTextSchema.optional(),
    expected: resultTextSchema.optional(),
    actual: resultTextSchema.optional(),
  }),
  /** The suite asks for something that only the supervisor can do. */
  z.strictObject({
    type: z.literal('request'),
    id: z.int().min(1).max(REQUESTS_MAX),
    operation: z.enum(['stop-instance', 'start-instance']),
    instance: z
      .int()
      .min(0)
      .max(INSTANCES_MAX - 1),
  }),
  z.strictObject({ type: z.literal('done') }),
  /** The judge itself failed (a suite that does not load, a service that can't be reached before the go). */
  z.strictObject({ type: z.literal('failed'), message: z.string().max(FAILURE_MAX) }),
]);
export type JudgeFrame = z.infer<typeof judgeFrameSchema>;

/**
 * A judge's frame out of what it sent.
 * @throws TypeError with the first thing that is wrong
 */
export function readJudgeFrame(message: unknown): JudgeFrame {
  const { success, data, error } = judgeFrameSchema.safeParse(message);
  if (success) return data;
  const [issue] = error.issues;
  throw new TypeError([...(issue?.path ?? []).map(String), issue?.message ?? 'not understood'].join(': '));
}

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
          line: z.int32().optional(),
          column: z.int32().optional(),
          message: z.string().max(8_000),
        }),
      )
      .max(50),
  }),
]);
export type SubjectFrame = z.infer<typeof subjectFrameSchema>;
