import { z } from 'zod';
import { availabilitySchema, languageInfoSchema } from './platform';
import { sourceFileSchema } from './source-files';
import { diagnosticSchema, groupResultSchema, phasesSchema, testResultSchema } from './verdict';
import {
  attemptStateSchema,
  difficultySchema,
  kindSchema,
  languageSchema,
  slugSchema,
  submissionModeSchema,
  submissionStatusSchema,
  visibilitySchema,
} from './vocabulary';

/** Bodies and answers of the HTTP API. Times are ISO 8601 in UTC, durations milliseconds, sizes bytes. */

const instant = z.iso.datetime();

// ---- sessions (managers) ----
export const signInBodySchema = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(200),
});
export type SignInBody = z.infer<typeof signInBodySchema>;

export const managerSessionSchema = z.strictObject({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  organisation: z.string(),
});
export type ManagerSession = z.infer<typeof managerSessionSchema>;

// ---- invitations ----
export const openInvitationBodySchema = z.strictObject({ token: z.string().min(20).max(100) });
export type OpenInvitationBody = z.infer<typeof openInvitationBodySchema>;
export const openedInvitationSchema = z.strictObject({ attemptId: z.uuid() });
export type OpenedInvitation = z.infer<typeof openedInvitationSchema>;

export const createInvitationBodySchema = z.strictObject({
  assessmentId: z.uuid(),
  candidateName: z.string().trim().min(1).max(120),
  candidateEmail: z.email().max(254),
  /** Days until the link stops working. */
  expiresInDays: z.int().min(1).max(90).default(14),
});
export type CreateInvitationBody = z.infer<typeof createInvitationBodySchema>;
export const createdInvitationSchema = z.strictObject({
  invitationId: z.uuid(),
  attemptId: z.uuid(),
  /** The candidate's link. Shown once: only a hash of its token is stored. */
  url: z.string(),
  expiresAt: instant,
});
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;

// ---- attempts (candidates) ----
export const attemptChallengeSchema = z.strictObject({
  slug: slugSchema,
  title: z.string(),
  summary: z.string().nullable(),
  kind: kindSchema,
  difficulty: difficultySchema,
  minutes: z.int(),
  languages: z.array(languageSchema),
  /** Whether each of its languages, with what the challenge needs besides, can be judged now. */
  availability: z.record(languageSchema, availabilitySchema),
  /** How many submissions are left, of how many. Runs are not counted. */
  submissionsLeft: z.int(),
  submissionsMax: z.int(),
  /** The best score so far, null before the first. */
  bestScore: z.number().nullable(),
});
export type AttemptChallenge = z.infer<typeof attemptChallengeSchema>;

export const attemptViewSchema = z.strictObject({
  id: z.uuid(),
  state: attemptStateSchema,
  candidateName: z.string(),
  organisation: z.string(),
  assessment: z.string(),
  durationMs: z.int(),
  extraTimeMs: z.int(),
  startedAt: instant.nullable(),
  /** When the clock ends the attempt. Null before the start. */
  deadline: instant.nullable(),
  finishedAt: instant.nullable(),
  finishedBy: z.enum(['candidate', 'clock']).nullable(),
  /** The server's clock at the answer, so that the page counts by it. */
  now: instant,
  challenges: z.array(attemptChallengeSchema),
});
export type AttemptView = z.infer<typeof attemptViewSchema>;

export const draftSchema = z.strictObject({
  language: languageSchema,
  files: z.array(sourceFileSchema),
  /** Grows by one at each save. 0: nothing saved yet, the files are the starter's. */
  revision: z.int(),
  savedAt: instant.nullable(),
});
export type Draft = z.infer<typeof draftSchema>;

export const candidateChallengeSchema = z.strictObject({
  slug: slugSchema,
  title: z.string(),
  difficulty: difficultySchema,
  minutes: z.int(),
  topics: z.array(z.string()),
  /** Markdown. */
  statement: z.string(),
  languages: z.array(
    languageInfoSchema.extend({
      /** What may be imported with no install, such as "Express 5". */
      frameworks: z.array(z.string()),
    }),
  ),
  starters: z.record(languageSchema, z.array(sourceFileSchema)),
  /** Of the starters, what may be read and not changed: paths, and folders with "/" at their end. */
  readOnly: z.record(languageSchema, z.array(z.string())),
  groups: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      weight: z.number(),
      visibility: visibilitySchema,
      tests: z.int(),
    }),
  ),
  /** One draft for each language that was edited. */
  drafts: z.array(draftSchema),
  /** The language last worked in. */
  language: languageSchema.nullable(),
});
export type CandidateChallenge = z.infer<typeof candidateChallengeSchema>;

export const saveDraftBodySchema = z.strictObject({
  language: languageSchema,
  files: z.array(sourceFileSchema),
  /** The revision that the files were based on. Another one on the server is a conflict. */
  revision: z.int().min(0),
});
export type SaveDraftBody = z.infer<typeof saveDraftBodySchema>;
export const savedDraftSchema = z.strictObject({ revision: z.int(), savedAt: instant });
export type SavedDraft = z.infer<typeof savedDraftSchema>;

// ---- submissions ----
export const createSubmissionBodySchema = z.strictObject({
  challenge: slugSchema,
  language: languageSchema,
  files: z.array(sourceFileSchema),
  mode: submissionModeSchema.default('submission'),
  /** Chosen by the page, so that a request sent twice after a lost connection makes one submission. */
  requestKey: z.uuid().optional(),
});
export type CreateSubmissionBody = z.infer<typeof createSubmissionBodySchema>;
export const createdSubmissionSchema = z.strictObject({
  id: z.uuid(),
  status: submissionStatusSchema,
  mode: submissionModeSchema,
  createdAt: instant,
  /** Null for a run. */
  submissionsLeft: z.int().nullable(),
});
export type CreatedSubmission = z.infer<typeof createdSubmissionSchema>;

/** A submission as its candidate may see it: hidden tests have a title, requirement ids and a status alone. */
export const submissionViewSchema = z.strictObject({
  id: z.uuid(),
  challenge: slugSchema,
  language: languageSchema,
  mode: submissionModeSchema,
  status: submissionStatusSchema,
  /** While it is queued: what it waits for, such as "Java 21 is being prepared." Left out when that is a free place alone. */
  waitsFor: z.string().optional(),
  /** Null until judged, and for runs. */
  score: z.number().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** Handed in by the clock at the end of time. */
  automatic: z.boolean(),
  passed: z.int(),
  total: z.int(),
  groups: z.array(groupResultSchema),
  tests: z.array(testResultSchema),
  diagnostics: z.array(diagnosticSchema),
});
export type SubmissionView = z.infer<typeof submissionViewSchema>;

// ---- managers ----
export const assessmentSummarySchema = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  durationMs: z.int(),
  submissionsMax: z.int(),
  challenges: z.array(z.strictObject({ slug: slugSchema, title: z.string() })),
});
export type AssessmentSummary = z.infer<typeof assessmentSummarySchema>;

export const attemptSummarySchema = z.strictObject({
  id: z.uuid(),
  assessment: z.string(),
  candidateName: z.string(),
  candidateEmail: z.string(),
  state: attemptStateSchema,
  invitedAt: instant,
  startedAt: instant.nullable(),
  deadline: instant.nullable(),
  finishedAt: instant.nullable(),
  extraTimeMs: z.int(),
  challenges: z.array(
    z.strictObject({
      slug: slugSchema,
      title: z.string(),
      bestScore: z.number().nullable(),
      submissions: z.int(),
      runs: z.int(),
    }),
  ),
  /** Mean of the best scores, 0 for a challenge without one. Null before the first submission. */
  score: z.number().nullable(),
});
export type AttemptSummary = z.infer<typeof attemptSummarySchema>;

export const reviewSubmissionSummarySchema = z.strictObject({
  id: z.uuid(),
  challenge: slugSchema,
  language: languageSchema,
  mode: submissionModeSchema,
  status: submissionStatusSchema,
  score: z.number().nullable(),
  passed: z.int(),
  total: z.int(),
  automatic: z.boolean(),
  createdAt: instant,
});
export type ReviewSubmissionSummary = z.infer<typeof reviewSubmissionSummarySchema>;

export const attemptReviewSchema = attemptSummarySchema.extend({
  submissions: z.array(reviewSubmissionSummarySchema),
});
export type AttemptReview = z.infer<typeof attemptReviewSchema>;

/** A submission as a manager sees it: everything. */
export const submissionReviewSchema = submissionViewSchema.extend({
  attemptId: z.uuid(),
  candidateName: z.string(),
  challengeTitle: z.string(),
  challengeVersion: z.string(),
  challengeHash: z.string(),
  seed: z.string(),
  files: z.array(sourceFileSchema),
  /** Which of the files a candidate could not change: paths, and folders with "/" at their end. The starter's were judged. */
  readOnly: z.array(z.string()),
  phases: phasesSchema,
  /** Times that the platform failed and tried again. */
  infrastructureErrors: z.array(z.strictObject({ at: instant, message: z.string() })),
});
export type SubmissionReview = z.infer<typeof submissionReviewSchema>;

export const extraTimeBodySchema = z.strictObject({ minutes: z.int().min(1).max(240) });
export type ExtraTimeBody = z.infer<typeof extraTimeBodySchema>;

export const challengeSummarySchema = z.strictObject({
  slug: slugSchema,
  title: z.string(),
  version: z.string(),
  hash: z.string(),
  kind: kindSchema,
  difficulty: difficultySchema,
  minutes: z.int(),
  languages: z.array(languageSchema),
  topics: z.array(z.string()),
});
export type ChallengeSummary = z.infer<typeof challengeSummarySchema>;
/** A challenge folder that was refused. */
export const challengeFaultSchema = z.strictObject({
  slug: z.string(),
  /** Relative to the challenge's folder. */
  file: z.string(),
  line: z.int().nullable(),
  message: z.string(),
});
export type ChallengeFault = z.infer<typeof challengeFaultSchema>;
export const challengeListSchema = z.strictObject({
  challenges: z.array(challengeSummarySchema),
  faults: z.array(challengeFaultSchema),
});
export type ChallengeList = z.infer<typeof challengeListSchema>;

// ---- health ----
export const healthSchema = z.strictObject({
  status: z.enum(['ready', 'not-ready']),
  parts: z.record(
    z.string(),
    z.strictObject({ status: z.enum(['up', 'down']), detail: z.string().optional() }),
  ),
});
export type Health = z.infer<typeof healthSchema>;
