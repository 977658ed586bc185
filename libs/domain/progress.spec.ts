import type { SubmissionEvent, TestResult } from '@assay/contracts';
import { isLastEvent, progressOf, resultsSoFar } from './progress';

const at = '2026-03-01T10:00:00.000Z';
const result = (id: string, status: TestResult['status']): TestResult => ({
  id,
  group: 'contract',
  title: id,
  requirements: ['R1'],
  visibility: 'sample',
  status,
  durationMs: 1,
});
const running: SubmissionEvent = { type: 'status', status: 'running', at };

describe('progress', () => {
  it('counts what passed, of all', () => {
    expect(progressOf([result('a', 'passed'), result('b', 'failed'), result('c', 'passed')], 5)).toEqual({
      passed: 2,
      total: 5,
    });
  });

  it('forgets what a lost judging had found', () => {
    const events: SubmissionEvent[] = [
      running,
      { type: 'test', test: result('a', 'failed') },
      { type: 'status', status: 'queued', reason: 'judging again', at },
      running,
      { type: 'test-started', id: 'a' },
      { type: 'test', test: result('a', 'passed') },
    ];
    expect(resultsSoFar(events)).toEqual([result('a', 'passed')]);
    expect(resultsSoFar(events.slice(0, 3))).toEqual([]);
  });

  it('keeps the results when the end is told', () => {
    const events: SubmissionEvent[] = [
      running,
      { type: 'test', test: result('a', 'passed') },
      { type: 'status', status: 'judged', at },
    ];
    expect(resultsSoFar(events)).toHaveLength(1);
  });

  it('knows the last event', () => {
    expect(isLastEvent({ type: 'verdict', score: 1, groups: [], passed: 0, total: 0, diagnostics: [] })).toBe(
      true,
    );
    expect(isLastEvent({ type: 'status', status: 'error', at })).toBe(true);
    expect(isLastEvent({ type: 'status', status: 'judged', at })).toBe(false);
    expect(isLastEvent(running)).toBe(false);
  });
});
