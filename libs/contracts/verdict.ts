import { z } from 'zod';
import { idSchema, testStatusSchema, visibilitySchema } from './vocabulary';

/** Longest text that one test result may carry in a field, in UTF-16 units. Longer is cut with a notice. */
export const RESULT_TEXT_MAX = 16_384;

/** Why a slot broke after the subject had started. Tests not yet done fail, flagged with it. */
export const slotFaultSchema = z.enum([
  'judge-lost',
  'service-lost',
  'stream-broken',
  'wall-limit',
  'protocol',
  'subject-exited',
]);
export type SlotFault = z.infer<typeof slotFaultSchema>;

/** What is known of one test that has ended. `expected`, `actual`, `message` and `output` are for managers, and for candidates of sample tests. */
export const testResultSchema = z.strictObject({
  id: idSchema,
  group: idSchema,
  title: z.string(),
  requirements: z.array(z.string()),
  visibility: visibilitySchema,
  status: testStatusSchema,
  /** Milliseconds that the test took. */
  durationMs: z.number(),
  message: z.string().optional(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  /** What the subject printed while the test ran, cut with a notice. */
  output: z.string().optional(),
  /** Set when the test did not end by itself because the slot broke. */
  flag: slotFaultSchema.optional(),
});
export type TestResult = z.infer<typeof testResultSchema>;

export const groupResultSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  visibility: visibilitySchema,
  /** Points earned, 0 to `weight`. */
  score: z.number(),
  weight: z.number(),
  passed: z.boolean(),
  /** Ids of required groups that did not pass, so that this one earns nothing. */
  blockedBy: z.array(idSchema),
});
export type GroupResult = z.infer<typeof groupResultSchema>;

/** A line of a compiler's complaint. */
export const diagnosticSchema = z.strictObject({
  file: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
  message: z.string(),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** Milliseconds of each phase of a judging. A phase that was not reached is absent. */
export const phasesSchema = z.strictObject({
  /** From the row to a worker's hand. */
  queueMs: z.number().optional(),
  /** Waiting for a prepared slot. */
  slotMs: z.number().optional(),
  /** Preparing a slot when none was warm. */
  prepareMs: z.number().optional(),
  /** Files handed over and compiled. */
  buildMs: z.number().optional(),
  /** From the end of the build until the subject listens. */
  startMs: z.number().optional(),
  /** The suite. */
  testsMs: z.number().optional(),
  /** From the request to the verdict. */
  totalMs: z.number().optional(),
});
export type Phases = z.infer<typeof phasesSchema>;

/** The outcome of a submission. */
export const verdictSchema = z.strictObject({
  /** `build-failed`: the compiler refused the code; there is no score. */
  status: z.enum(['judged', 'build-failed']),
  /** 0 to 100. For a run always 0: it is never scored. */
  score: z.number().min(0).max(100),
  groups: z.array(groupResultSchema),
  tests: z.array(testResultSchema),
  diagnostics: z.array(diagnosticSchema),
  seed: z.string(),
  phases: phasesSchema,
  /** The slot's own failure, when there was one. */
  fault: slotFaultSchema.optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
