import { z } from 'zod';
import { diagnosticSchema, groupResultSchema, testResultSchema } from './verdict';
import { submissionStatusSchema } from './vocabulary';

/** What happens to a submission, in order. Stored as rows, streamed with `seq` as the event's id. */
export const submissionEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('status'),
    status: submissionStatusSchema,
    /** Said to the candidate, such as "the platform failed; judging again". */
    reason: z.string().optional(),
    at: z.iso.datetime(),
  }),
  z.strictObject({ type: z.literal('test-started'), id: z.string() }),
  z.strictObject({ type: z.literal('test'), test: testResultSchema }),
  z.strictObject({
    type: z.literal('verdict'),
    score: z.number().nullable(),
    groups: z.array(groupResultSchema),
    passed: z.int(),
    total: z.int(),
    diagnostics: z.array(diagnosticSchema),
  }),
]);
export type SubmissionEvent = z.infer<typeof submissionEventSchema>;

export const sequencedSubmissionEventSchema = z.strictObject({
  /** 1, 2, 3 … within one submission. */
  seq: z.int(),
  event: submissionEventSchema,
});
export type SequencedSubmissionEvent = z.infer<typeof sequencedSubmissionEventSchema>;

/** The Redis channel of hints that a submission has new rows. The hint's text is the highest `seq`. */
export function submissionChannel(submissionId: string): string {
  return `assay:submission:${submissionId}`;
}

/** The Redis channel of hints that an attempt has changed (extra time, finished by the clock). */
export function attemptChannel(attemptId: string): string {
  return `assay:attempt:${attemptId}`;
}

/** The queue whose jobs are `{ submissionId }`. */
export const JUDGING_QUEUE = 'judging';
export const judgingJobSchema = z.strictObject({ submissionId: z.uuid() });
export type JudgingJob = z.infer<typeof judgingJobSchema>;
