import {
  readOnlyEntries,
  type Phases,
  type ReviewSubmissionSummary,
  type SourceFile,
  type SubmissionReview,
  type SubmissionView,
  type TestResult,
} from '@assay/contracts';
import { progressOf, testsOfMode } from '@assay/domain';
import type { SubmissionRecord } from '@assay/persistence';

/**
 * A submission with everything in it: for managers, or to be redacted. `soFar`: the results of one still in judging.
 * `waitsFor`: what a queued one waits for.
 */
export function submissionView(
  record: SubmissionRecord,
  soFar: readonly TestResult[],
  waitsFor: string | null,
): SubmissionView {
  const tests = record.verdict?.tests ?? soFar;
  return {
    ...outline(record, tests),
    ...(waitsFor === null ? {} : { waitsFor }),
    finishedAt: record.finishedAt?.toISOString() ?? null,
    groups: record.verdict?.groups ?? [],
    tests: [...tests],
    diagnostics: record.verdict?.diagnostics ?? [],
  };
}

export function reviewSummary(record: SubmissionRecord): ReviewSubmissionSummary {
  return outline(record, record.verdict?.tests ?? []);
}

export function submissionReview(
  record: SubmissionRecord,
  soFar: readonly TestResult[],
  files: readonly SourceFile[],
  waitsFor: string | null,
): SubmissionReview {
  const phases: Phases = record.verdict?.phases ?? {};
  return {
    ...submissionView(record, soFar, waitsFor),
    attemptId: record.attemptId,
    candidateName: record.candidateName,
    challengeTitle: record.challengeTitle,
    challengeVersion: record.challengeVersion,
    challengeHash: record.challengeHash,
    seed: record.seed,
    files: [...files],
    readOnly: readOnlyEntries(record.manifest, record.language),
    phases,
    infrastructureErrors: record.infrastructureErrors,
  };
}

function outline(record: SubmissionRecord, tests: readonly TestResult[]) {
  const total = testsOfMode(record.manifest.groups, record.tests, record.mode).length;
  return {
    id: record.id,
    challenge: record.slug,
    language: record.language,
    mode: record.mode,
    status: record.status,
    score: record.score,
    ...progressOf(tests, total),
    automatic: record.automatic,
    createdAt: record.createdAt.toISOString(),
  };
}
