import type { Group, TestDefinition, TestResult, TestStatus } from '@assay/contracts';
import { TEST_STATUSES } from '@assay/contracts';
import fc from 'fast-check';
import { foldResults, testsOfMode } from './scoring';

const group = (id: string, weight: number, more: Partial<Group> = {}): Group => ({
  id,
  title: id,
  weight,
  visibility: 'hidden',
  requires: [],
  scoring: 'all',
  ...more,
});
const test = (id: string, of: string): TestDefinition => ({
  id,
  group: of,
  title: id,
  requirements: ['R1'],
  timeoutMs: 1_000,
});
const result = (id: string, of: string, status: TestStatus = 'passed'): TestResult => ({
  id,
  group: of,
  title: id,
  requirements: ['R1'],
  visibility: 'hidden',
  status,
  durationMs: 1,
});

const groups = [
  group('contract', 0, { visibility: 'sample' }),
  group('idempotency', 60, { requires: ['contract'] }),
  group('concurrency', 40, { requires: ['idempotency'], scoring: 'proportional' }),
];
const tests = [
  test('answers', 'contract'),
  test('charges-once', 'idempotency'),
  test('same-answer', 'idempotency'),
  test('two-at-once', 'concurrency'),
  test('ten-at-once', 'concurrency'),
  test('across-instances', 'concurrency'),
];
const allPass = tests.map((one) => result(one.id, one.group));
const withStatus = (id: string, status: TestStatus) =>
  allPass.map((one) => (one.id === id ? { ...one, status } : one));
const scored = (results: TestResult[]) => foldResults({ groups, tests, results, mode: 'submission' });

describe('scoring', () => {
  it('gives 100 when all pass', () => {
    const { score, groups: folded } = scored(allPass);
    expect(score).toBe(100);
    expect(folded.map(({ id, score: points, passed }) => [id, points, passed])).toEqual([
      ['contract', 0, true],
      ['idempotency', 60, true],
      ['concurrency', 40, true],
    ]);
  });

  it('gives nothing for a group with a failed test, unless it is proportional', () => {
    expect(scored(withStatus('ten-at-once', 'failed')).score).toBe(86.66);
    const { score, groups: folded } = scored(withStatus('same-answer', 'failed'));
    expect(score).toBe(0);
    expect(folded[2]).toMatchObject({ score: 0, passed: false, blockedBy: ['idempotency'] });
  });

  it('carries a failed gate through the chain', () => {
    const { score, groups: folded } = scored(withStatus('answers', 'failed'));
    expect(score).toBe(0);
    expect(folded.map((one) => one.blockedBy)).toEqual([[], ['contract'], ['idempotency']]);
    expect(folded.every((one) => !one.passed)).toBe(true);
  });

  it('never takes a missing, repeated, misplaced or unknown result for a pass', () => {
    const missing = scored(allPass.filter((one) => one.id !== 'answers'));
    expect(missing.score).toBe(0);
    expect(missing.tests[0]).toMatchObject({ id: 'answers', status: 'error' });

    const repeated = scored([...allPass, result('answers', 'contract')]);
    expect(repeated.score).toBe(0);
    expect(repeated.tests).toHaveLength(tests.length);

    const misplaced = scored(
      allPass.map((one) => (one.id === 'answers' ? { ...one, group: 'concurrency' } : one)),
    );
    expect(misplaced.score).toBe(0);

    const unknown = scored([...allPass, result('made-up', 'concurrency'), result('more', 'no-such-group')]);
    expect(unknown.score).toBe(100);
    expect(unknown.tests.map((one) => one.id)).toEqual(tests.map((one) => one.id));
  });

  it('takes what a test is called and whether it is hidden from the suite, not from the result', () => {
    const lied = allPass.map((one) => ({ ...one, title: 'lie', visibility: 'sample' as const }));
    expect(scored(lied).tests[1]).toMatchObject({ title: 'charges-once', visibility: 'hidden' });
  });

  it('never scores a run, and judges sample groups alone in it', () => {
    const run = foldResults({ groups, tests, results: allPass, mode: 'run' });
    expect(run.score).toBe(0);
    expect(run.groups).toEqual([
      {
        id: 'contract',
        title: 'contract',
        visibility: 'sample',
        score: 0,
        weight: 0,
        passed: true,
        blockedBy: [],
      },
    ]);
    expect(run.tests.map((one) => one.id)).toEqual(['answers']);
    expect(testsOfMode(groups, tests, 'run').map((one) => one.id)).toEqual(['answers']);
  });

  it('does not pass groups that are empty, require what is not there, or wait for each other', () => {
    const odd = [
      group('empty', 25),
      group('lost', 25, { requires: ['nowhere'] }),
      group('a', 25, { requires: ['b'] }),
      group('b', 25, { requires: ['a'] }),
    ];
    const suite = [test('l', 'lost'), test('x', 'a'), test('y', 'b')];
    const folded = foldResults({
      groups: odd,
      tests: suite,
      results: suite.map((one) => result(one.id, one.group)),
      mode: 'submission',
    });
    expect(folded.score).toBe(0);
    expect(folded.groups.map((one) => one.passed)).toEqual([false, false, false, false]);
  });

  it('stays between 0 and 100, and is 100 only when everything passed', () => {
    const weights = [
      [100, 0, 0],
      [33, 33, 34],
      [0, 1, 99],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...weights),
        fc.array(fc.constantFrom(...TEST_STATUSES), { minLength: tests.length, maxLength: tests.length }),
        (weight, statuses) => {
          const weighted = groups.map((one, index) => ({ ...one, weight: weight[index] ?? 0 }));
          const results = tests.map((one, index) => result(one.id, one.group, statuses[index] ?? 'error'));
          const { score, groups: folded } = foldResults({
            groups: weighted,
            tests,
            results,
            mode: 'submission',
          });
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(score).toBeCloseTo(
            folded.reduce((sum, one) => sum + one.score, 0),
            5,
          );
          if (score === 100) {
            for (const one of folded.filter((each) => each.weight > 0)) expect(one.passed).toBe(true);
          }
        },
      ),
    );
  });

  it('never earns more when a test gets worse', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: tests.length, maxLength: tests.length }),
        fc.nat(tests.length - 1),
        (passes, worse) => {
          const results = (flags: boolean[]) =>
            tests.map((one, index) => result(one.id, one.group, flags[index] === true ? 'passed' : 'failed'));
          const before = scored(results(passes)).score;
          const after = scored(results(passes.map((pass, index) => pass && index !== worse))).score;
          expect(after).toBeLessThanOrEqual(before);
        },
      ),
    );
  });
});
