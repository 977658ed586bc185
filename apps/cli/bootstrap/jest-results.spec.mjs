import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exitCode, fromNodeTests, skippedForImages, sumUp, summaryLine } from './jest-results.mjs';

const result = (passed, failed = 0, skipped = 0, broken = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: broken,
});

describe('the sum of test runs', () => {
  it('adds up, and counts a suite that could not be run as a failure', () => {
    const sum = sumUp([result(3, 1), result(4, 0, 2, 1)]);
    assert.equal(summaryLine(sum), '7 passed, 2 failed, 2 skipped');
    assert.equal(exitCode(sum), 1);
  });

  it('is a success only when something ran and nothing failed', () => {
    assert.equal(summaryLine(sumUp([result(5)])), '5 passed, 0 failed, 0 skipped');
    assert.equal(exitCode(sumUp([result(5)])), 0);
    assert.equal(exitCode(sumUp([result(0)])), 1);
    assert.equal(exitCode(sumUp([])), 1);
  });
});

describe('tests that were skipped for want of an image', () => {
  it('are named with the reason, and others that were skipped are not', () => {
    const title = "bookshelf in Java [runtime-java can't be had: Maven Central does not answer] scores 100";
    const tests = [
      { status: 'pending', fullName: title },
      { status: 'pending', fullName: 'something else, left out by a filter' },
      { status: 'passed', fullName: title },
    ];
    assert.deepEqual(skippedForImages([{ testResults: [{ assertionResults: tests }] }, {}]), [title]);
  });
});

describe("Node's own test runner", () => {
  it('is read from the end of its TAP report', () => {
    const sum = sumUp([
      fromNodeTests('# tests 9\n# pass 6\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n'),
    ]);
    assert.deepEqual(sum, { passed: 6, failed: 2, skipped: 1 });
  });

  it('counts as a failure where it says nothing', () => {
    assert.equal(exitCode(sumUp([result(5), fromNodeTests('')])), 1);
  });
});
