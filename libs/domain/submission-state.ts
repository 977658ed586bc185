import type { SubmissionStatus } from '@assay/contracts';

/**
 * What can happen to a submission.
 * `claim`: a worker takes it. `judge`: a verdict. `fail-build`: the compiler refused the code.
 * `retry`: the platform failed, or the worker was lost; back to the queue. `give-up`: the platform failed too often.
 */
export const SUBMISSION_ACTIONS = ['claim', 'judge', 'fail-build', 'retry', 'give-up'] as const;
export type SubmissionAction = (typeof SUBMISSION_ACTIONS)[number];

/** How often the platform may fail at one submission before its status becomes `error`. */
export const INFRASTRUCTURE_TRIES = 3;

const TRANSITIONS: Readonly<Record<SubmissionStatus, Partial<Record<SubmissionAction, SubmissionStatus>>>> = {
  queued: { claim: 'running' },
  running: { judge: 'judged', 'fail-build': 'build-failed', retry: 'queued', 'give-up': 'error' },
  judged: {},
  'build-failed': {},
  error: {},
};

/** The status after an action, or undefined where the action is not possible. */
export function nextSubmissionStatus(
  status: SubmissionStatus,
  action: SubmissionAction,
): SubmissionStatus | undefined {
  return TRANSITIONS[status][action];
}

/** Whether nothing can happen to a submission any more. */
export function isTerminal(status: SubmissionStatus): boolean {
  return Object.keys(TRANSITIONS[status]).length === 0;
}

/** Whether a submission waits for or is in judging. */
export function isInFlight(status: SubmissionStatus): boolean {
  return !isTerminal(status);
}

/** Whether a submission uses up one of those that the assessment allows: not what was never judged, nor what the clock handed in. */
export function countsAgainstCap(submission: {
  mode: string;
  status: SubmissionStatus;
  automatic: boolean;
}): boolean {
  return (
    submission.mode === 'submission' &&
    !submission.automatic &&
    submission.status !== 'build-failed' &&
    submission.status !== 'error'
  );
}

/** What to do after the platform has failed at a submission for the `failures`-th time. */
export function afterInfrastructureFailure(failures: number): 'retry' | 'give-up' {
  return failures < INFRASTRUCTURE_TRIES ? 'retry' : 'give-up';
}
