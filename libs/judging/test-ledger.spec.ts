import type { Group, TestDefinition, TestStatus } from '@assay/contracts';
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

/** One whose judge has had no go yet. */
const silent = (): TestLedger =>
  new TestLedger(
    [aTest('first', 'open'), aTest('second', 'closed')],
    [group('open', 'sample'), group('closed', 'hidden')],
  );

/** One whose subjects are waited for. */
const waiting = (): TestLedger => {
  const tests = silent();
  tests.go();
  return tests;
};

/** One whose tests may begin. */
const ledger = (): TestLedger => {
  const tests = waiting();
  tests.listen();
  return tests;
};

const ended = (id: string, status: TestStatus = 'passed') =>
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

  test.each(['passed', 'failed', 'timeout'] as const)('a test that was never begun has not %s', (status) => {
    const tests = ledger();
    expect(tests.end(ended('first', status))).toBeUndefined();
    expect(tests.abandon('error', 'x', undefined).find((result) => result.id === 'first')?.status).toBe(
      'error',
    );
  });

  test.each(['cancelled', 'error'] as const)('a test that was never begun may be %s', (status) => {
    expect(ledger().end(ended('first', status))).toMatchObject({ status });
    expect(waiting().end(ended('first', status))).toMatchObject({ status });
  });

  test('a test that was begun is not cancelled', () => {
    const tests = ledger();
    tests.start('first');
    expect(tests.end(ended('first', 'cancelled'))).toBeUndefined();
  });

  test('tests run one after the other, in their order', () => {
    const tests = ledger();
    expect(tests.start('second')).toBe(false);
    expect(tests.end(ended('second', 'cancelled'))).toBeUndefined();
    expect(tests.start('first')).toBe(true);
    expect(tests.running).toBe('first');
    expect(tests.start('second')).toBe(false);
    expect(tests.end(ended('second', 'error'))).toBeUndefined();
    expect(tests.end(ended('first'))).toBeDefined();
    expect(tests.running).toBeUndefined();
    expect(tests.start('second')).toBe(true);
  });

  test('before the go there is nothing to say, before the subjects listen nothing to begin', () => {
    const tests = silent();
    expect(tests.listen()).toBe(false);
    expect(tests.start('first')).toBe(false);
    expect(tests.end(ended('first', 'error'))).toBeUndefined();
    tests.go();
    expect(tests.start('first')).toBe(false);
    expect(tests.listen()).toBe(true);
    expect(tests.listen()).toBe(false);
    expect(tests.start('first')).toBe(true);
  });

  test('subjects that were given up do not listen any more', () => {
    const tests = waiting();
    tests.end(ended('first', 'error'));
    expect(tests.listen()).toBe(false);
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
