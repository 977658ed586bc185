import type { SubmissionEvent, SubmissionView, TestResult, TestStatus } from '@assay/contracts';
import {
  firstFailure,
  foldEvent,
  formatScore,
  freshResult,
  outcomeSentence,
  resultOfView,
  type ResultState,
} from './result-state';

const aTest = (id: string, status: TestStatus, more: Partial<TestResult> = {}): TestResult => ({
  id,
  group: 'contract',
  title: `Test ${id}`,
  requirements: ['R1'],
  visibility: 'sample',
  status,
  durationMs: 3,
  ...more,
});
const status = (to: 'queued' | 'running' | 'judged' | 'error', reason?: string): SubmissionEvent => ({
  type: 'status',
  status: to,
  at: '2026-01-01T12:00:00.000Z',
  ...(reason === undefined ? {} : { reason }),
});
const ended = (test: TestResult): SubmissionEvent => ({ type: 'test', test });
const begun = (id: string): SubmissionEvent => ({ type: 'test-started', id });

function after(...events: SubmissionEvent[]): ResultState {
  return events.reduce(
    (state, event, index) => foldEvent(state, { seq: index + 1, event }),
    freshResult('s', 'submission', 'queued'),
  );
}

describe('folding events', () => {
  it('keeps what a queued one waits for, and takes it for no restart', () => {
    const waiting = after(status('queued'), status('queued', 'Java 21 is being prepared.'));
    expect(waiting).toMatchObject({ status: 'queued', restarts: 0, reason: 'Java 21 is being prepared.' });
    const going = after(status('queued'), status('queued', 'Java 21 is being prepared.'), status('running'));
    expect(going).toMatchObject({ status: 'running', restarts: 0 });
  });

  it('shows each test as it begins and ends, in order', () => {
    const state = after(status('running'), begun('a'), ended(aTest('a', 'passed')), begun('b'));
    expect(state.tests.map(({ id, status: now }) => [id, now])).toEqual([
      ['a', 'passed'],
      ['b', 'running'],
    ]);
    expect(state.passed).toBe(1);
  });

  it('takes an event that a reconnect repeats once', () => {
    const once = after(status('running'), ended(aTest('a', 'passed')));
    expect(foldEvent(once, { seq: 2, event: ended(aTest('a', 'failed')) })).toBe(once);
  });

  it('takes a result whose beginning was never seen', () => {
    expect(after(ended(aTest('a', 'failed'))).tests).toHaveLength(1);
  });

  it('begins anew when the platform failed, keeps the reason, and counts one restart', () => {
    const state = after(
      status('running'),
      ended(aTest('a', 'failed')),
      status('queued', 'The platform failed; judging again.'),
      status('running'),
    );
    expect(state).toMatchObject({
      tests: [],
      passed: 0,
      restarts: 1,
      status: 'running',
      reason: 'The platform failed; judging again.',
    });
  });

  it('begins anew at a second running event without a queue between', () => {
    const state = after(status('running'), ended(aTest('a', 'passed')), status('running'));
    expect(state).toMatchObject({ tests: [], restarts: 1 });
  });

  it('takes the verdict', () => {
    const state = after(status('running'), ended(aTest('a', 'passed')), status('judged'), {
      type: 'verdict',
      score: 60,
      groups: [],
      passed: 1,
      total: 2,
      diagnostics: [],
    });
    expect(state).toMatchObject({ score: 60, total: 2, status: 'judged', concluded: true });
  });

  it('is over with the verdict or when the platform gives up, not before', () => {
    expect(after(status('running'), status('judged')).concluded).toBe(false);
    expect(after(status('running'), status('error', 'Three times.'))).toMatchObject({
      concluded: true,
      reason: 'Three times.',
    });
  });
});

describe('what is opened first', () => {
  it('is the first sample test that failed, not a hidden or a cancelled one', () => {
    const state = after(
      ended(aTest('ok', 'passed')),
      ended(aTest('gone', 'cancelled')),
      ended(aTest('secret', 'failed', { visibility: 'hidden' })),
      ended(aTest('slow', 'timeout')),
      ended(aTest('wrong', 'failed')),
    );
    expect(firstFailure(state)).toBe('slow');
    expect(firstFailure(after(ended(aTest('ok', 'passed'))))).toBeUndefined();
  });
});

describe('the sentence at the end', () => {
  const view: SubmissionView = {
    id: '00000000-0000-4000-8000-000000000000',
    challenge: 'c',
    language: 'typescript',
    mode: 'submission',
    status: 'judged',
    score: 66.666,
    createdAt: '2026-01-01T12:00:00.000Z',
    finishedAt: null,
    automatic: false,
    passed: 5,
    total: 6,
    groups: [],
    tests: [],
    diagnostics: [],
  };

  it('gives a submission its points and a run none', () => {
    expect(outcomeSentence(resultOfView(view))).toBe('Submission: 66.7 of 100 points. 5 of 6 tests pass.');
    const run = outcomeSentence(resultOfView({ ...view, mode: 'run', score: null }));
    expect(run).toBe('Run: 5 of 6 sample tests pass.');
  });

  it('takes the blame for a fault of ours', () => {
    expect(outcomeSentence(resultOfView({ ...view, status: 'error', score: null }))).toContain('on our side');
    expect(outcomeSentence(resultOfView({ ...view, status: 'build-failed' }))).toContain('does not count');
  });

  it('writes a missing score as a dash', () => {
    expect(formatScore(null)).toBe('–');
    expect(formatScore(100)).toBe('100');
  });
});
