import type { SubmissionEvent, SubmissionView, TestResult } from '@assay/contracts';

/** A test's result as its candidate may see it: of a hidden test what it is called, what it belongs to, and its status. */
export function redactTest(test: TestResult): TestResult {
  if (test.visibility === 'sample') return test;
  // Built key by key, so that a field which is added to results one day stays hidden until somebody decides otherwise.
  return {
    id: test.id,
    group: test.group,
    title: test.title,
    requirements: test.requirements,
    visibility: test.visibility,
    status: test.status,
    durationMs: 0,
  };
}

/** A submission as its candidate may see it. */
export function redactSubmission(view: SubmissionView): SubmissionView {
  return { ...view, tests: view.tests.map(redactTest) };
}

/** An event as the submission's candidate may see it. */
export function redactEvent(event: SubmissionEvent): SubmissionEvent {
  return event.type === 'test' ? { type: 'test', test: redactTest(event.test) } : event;
}
