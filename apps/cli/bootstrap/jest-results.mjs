// What several runs of tests came to, in numbers.

/**
 * Sums up results in the shape of Jest's JSON. A suite that could not be run holds no tests, and counts as one failure.
 * @param {object[]} results
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function sumUp(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) {
    sum.passed += result.numPassedTests;
    sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    sum.skipped += result.numPendingTests + result.numTodoTests;
  }
  return sum;
}

/**
 * What Node's own test runner (for the set-up itself, which must run without packages) says in its TAP report, in the
 * shape of Jest's results.
 */
export function fromNodeTests(report) {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  return {
    numPassedTests: count('pass'),
    numFailedTests: count('fail') + count('cancelled'),
    numPendingTests: count('skipped'),
    numTodoTests: count('todo'),
    numRuntimeErrorTestSuites: /^# tests \d+$/m.test(report) ? 0 : 1,
  };
}

/** The one line in which a run of tests ends. */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** How test/support/images.ts marks what is skipped for want of an image: behind the title, with the reason. */
const MARK = / \[\S+ can't be had: .*\]/;

/** The full names of tests that were skipped because an image could not be had. */
export function skippedForImages(results) {
  return results
    .flatMap((result) => result.testResults ?? [])
    .flatMap((file) => file.assertionResults ?? [])
    .filter(({ status, fullName }) => status === 'pending' && MARK.test(fullName))
    .map(({ fullName }) => fullName);
}

/** Success means that something ran and nothing failed. */
export function exitCode({ passed, failed }) {
  return failed === 0 && passed > 0 ? 0 : 1;
}
