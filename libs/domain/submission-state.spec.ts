import { SUBMISSION_STATUSES, type SubmissionStatus } from '@assay/contracts';
import fc from 'fast-check';
import {
  SUBMISSION_ACTIONS,
  afterInfrastructureFailure,
  countsAgainstCap,
  isInFlight,
  isTerminal,
  nextSubmissionStatus,
} from './submission-state';

describe('a submission', () => {
  it('is queued, runs and is judged', () => {
    expect(nextSubmissionStatus('queued', 'claim')).toBe('running');
    expect(nextSubmissionStatus('running', 'judge')).toBe('judged');
    expect(nextSubmissionStatus('running', 'fail-build')).toBe('build-failed');
    expect(nextSubmissionStatus('running', 'retry')).toBe('queued');
    expect(nextSubmissionStatus('running', 'give-up')).toBe('error');
  });

  it('gets a verdict only while it runs', () => {
    for (const status of SUBMISSION_STATUSES.filter((one) => one !== 'running')) {
      expect(nextSubmissionStatus(status, 'judge')).toBeUndefined();
      expect(nextSubmissionStatus(status, 'retry')).toBeUndefined();
    }
  });

  it('has at most one verdict, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SUBMISSION_ACTIONS), { maxLength: 40 }), (actions) => {
        let status: SubmissionStatus = 'queued';
        let ends = 0;
        for (const action of actions) {
          const next = nextSubmissionStatus(status, action);
          if (next === undefined) continue;
          status = next;
          if (isTerminal(status)) ends += 1;
        }
        expect(ends).toBe(isTerminal(status) ? 1 : 0);
        expect(isInFlight(status)).toBe(ends === 0);
      }),
    );
  });

  it('is tried three times when the platform fails', () => {
    expect([1, 2, 3, 4].map(afterInfrastructureFailure)).toEqual(['retry', 'retry', 'give-up', 'give-up']);
  });

  it('counts against the cap unless it was a run, automatic, or never judged', () => {
    const one = { mode: 'submission', status: 'judged' as SubmissionStatus, automatic: false };
    expect(countsAgainstCap(one)).toBe(true);
    expect(countsAgainstCap({ ...one, status: 'queued' })).toBe(true);
    expect(countsAgainstCap({ ...one, mode: 'run' })).toBe(false);
    expect(countsAgainstCap({ ...one, automatic: true })).toBe(false);
    expect(countsAgainstCap({ ...one, status: 'build-failed' })).toBe(false);
    expect(countsAgainstCap({ ...one, status: 'error' })).toBe(false);
  });
});
