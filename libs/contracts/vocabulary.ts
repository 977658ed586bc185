import { z } from 'zod';

/** How a challenge's subject is spoken to. */
export const KINDS = ['service', 'function', 'program', 'query', 'shell', 'document', 'question'] as const;
export const kindSchema = z.enum(KINDS);
export type Kind = z.infer<typeof kindSchema>;

export const DIFFICULTIES = ['introductory', 'intermediate', 'advanced'] as const;
export const difficultySchema = z.enum(DIFFICULTIES);
export type Difficulty = z.infer<typeof difficultySchema>;

/** Of a `sample` test a candidate learns everything; of a `hidden` one its title, requirement ids and status. */
export const VISIBILITIES = ['sample', 'hidden'] as const;
export const visibilitySchema = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof visibilitySchema>;

/** `run`: sample tests only, never scored. `submission`: all tests, recorded and scored. */
export const SUBMISSION_MODES = ['run', 'submission'] as const;
export const submissionModeSchema = z.enum(SUBMISSION_MODES);
export type SubmissionMode = z.infer<typeof submissionModeSchema>;

/**
 * The outcome of one test.
 * `passed`: the only one that earns anything. `failed`: an expectation was not met.
 * `error`: the test could not be carried out against this subject (no listener, connection reset, slot broken).
 * `timeout`: the test or the whole submission ran out of its wall limit. `cancelled`: never began, because a
 * required group, the build, or the slot failed before it.
 */
export const TEST_STATUSES = ['passed', 'failed', 'error', 'timeout', 'cancelled'] as const;
export const testStatusSchema = z.enum(TEST_STATUSES);
export type TestStatus = z.infer<typeof testStatusSchema>;

/**
 * `build-failed`: the compiler refused the candidate's code before any test; no score, does not count.
 * `error`: the platform failed three times; never scored, never the candidate's.
 */
export const SUBMISSION_STATUSES = ['queued', 'running', 'judged', 'build-failed', 'error'] as const;
export const submissionStatusSchema = z.enum(SUBMISSION_STATUSES);
export type SubmissionStatus = z.infer<typeof submissionStatusSchema>;

export const ATTEMPT_STATES = ['ready', 'started', 'finished'] as const;
export const attemptStateSchema = z.enum(ATTEMPT_STATES);
export type AttemptState = z.infer<typeof attemptStateSchema>;

/** A language's id, such as `typescript`. Which ones exist is decided by the folders under `sandbox/runtimes/`. */
export const languageSchema = z
  .string()
  .regex(/^[a-z][a-z0-9+#-]{0,31}$/, 'must be a language id such as "typescript"');
export type Language = z.infer<typeof languageSchema>;

export const slugSchema = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'must be lower-case words joined by hyphens, such as "idempotent-payments"',
  )
  .max(64);

/** The id of a group, a test or another thing that an author names. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
  .max(80);

/** A requirement id as it stands in a statement: `R1`, `R12`. */
export const requirementIdSchema = z
  .string()
  .regex(/^R[1-9][0-9]{0,2}$/, 'must be a requirement id such as "R3"');

/** What a submission's fixtures are drawn from. Any printable text of at most 64 characters; made by the platform as 32 hex digits. */
export const seedSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, ".", "_" or "-"');
