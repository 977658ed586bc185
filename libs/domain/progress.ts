import type { SubmissionEvent, TestResult } from '@assay/contracts';

export interface Progress {
  readonly passed: number;
  readonly total: number;
}

/** How many of the tests have passed so far. `total` is the number that the mode judges. */
export function progressOf(tests: readonly TestResult[], total: number): Progress {
  return { passed: tests.filter((test) => test.status === 'passed').length, total };
}

/**
 * The results known so far from a submission's events, in order. A status of `queued` or `running` begins anew:
 * what an earlier, lost judging had found no longer counts.
 */
export function resultsSoFar(events: readonly SubmissionEvent[]): TestResult[] {
  let tests: TestResult[] = [];
  for (const event of events) {
    if (event.type === 'status' && (event.status === 'running' || event.status === 'queued')) tests = [];
    if (event.type === 'test') tests.push(event.test);
  }
  return tests;
}

/** Whether nothing follows an event: a verdict, or the platform having given up. */
export function isLastEvent(event: SubmissionEvent): boolean {
  return event.type === 'verdict' || (event.type === 'status' && event.status === 'error');
}
