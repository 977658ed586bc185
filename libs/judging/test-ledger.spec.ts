import type { Group, TestDefinition } from '@assay/contracts';
import { TestLedger } from './test-ledger';

const group = (id: string, visibility: Group['visibility']): Group => ({
  id,
  title: id,
  weight: 50,
  visibility,
  requires: [],
  scoring: 'all',
});

const aTest = (id: string, of: string): TestDefinition => ({
  id,
  group: of,
  title: `The ${id}`,
  requirements: ['R1'],
  timeoutMs: 1_000,
});

const ledger = (): TestLedger =>
  new TestLedger(
    [aTest('first', 'open'), aTest('second', 'closed')],
    [group('open', 'sample'), group('closed', 'hidden')],
  );

const ended = (id: string, status: 'passed' | 'failed' | 'cancelled' = 'passed') =>
  ({ type: 'test-ended', id, status, durationMs: 3 }) as const;

describe('TestLedger', () => {
  test('takes each test once, with what the suite says of it', () => {
    const tests = ledger();
    expect(tests.start('first')).toBe(true);
    expect(tests.end(ended('first'))).toEqual({
      id: 'first',
      group: 'open',
      title: 'The first',
      requirements: ['R1'],
      visibility: 'sample',
      status: 'passed',
      durationMs: 3,
    });
    expect(tests.complete).toBe(false);
    expect(tests.start('second')).toBe(true);
    expect(
      tests.end({ ...ended('second', 'failed'), message: 'no', expected: '1', actual: '2' }),
    ).toMatchObject({
      visibility: 'hidden',
      message: 'no',
      expected: '1',
      actual: '2',
    });
    expect(tests.complete).toBe(true);
    expect(tests.abandon('error', 'unused', undefined).map((result) => result.status)).toEqual([
      'passed',
      'failed',
    ]);
  });

  test('knows no other test than those that were fixed', () => {
    const tests = ledger();
    expect(tests.start('third')).toBe(false);
    expect(tests.end(ended('third'))).toBeUndefined();
    expect(tests.end(ended('toString'))).toBeUndefined();
    expect(tests.abandon('error', 'x', 'protocol').map((result) => result.id)).toEqual(['first', 'second']);
  });

  test('a test that was never begun is no pass, but may be cancelled', () => {
    const tests = ledger();
    expect(tests.end(ended('first'))).toBeUndefined();
    expect(tests.end(ended('second', 'cancelled'))).toMatchObject({ status: 'cancelled' });
    expect(tests.abandon('error', 'x', undefined).find((result) => result.id === 'first')?.status).toBe(
      'error',
    );
  });

  test('begins no test twice, nor one that has ended', () => {
    const tests = ledger();
    expect(tests.start('first')).toBe(true);
    expect(tests.start('first')).toBe(false);
    tests.end(ended('first'));
    expect(tests.start('first')).toBe(false);
  });

  test.each(['passed', 'failed'] as const)('a second result makes %s an error', (status) => {
    const tests = ledger();
    tests.start('first');
    tests.end(ended('first', status));
    expect(tests.end(ended('first'))).toBeUndefined();
    expect(tests.abandon('error', 'x', undefined)[0]).toMatchObject({
      id: 'first',
      status: 'error',
      flag: 'protocol',
    });
  });

  test('what has no result when the run ends is no pass, flagged with the reason', () => {
    const tests = ledger();
    tests.start('first');
    const results = tests.abandon('timeout', 'The wall limit was reached.', 'wall-limit');
    expect(results).toHaveLength(2);
    for (const result of results) {
      expect(result).toMatchObject({
        status: 'timeout',
        flag: 'wall-limit',
        message: 'The wall limit was reached.',
      });
    }
    expect(tests.abandoned).toEqual(results);
  });
});
