import type { TestResult } from '@assay/contracts';
import {
  type AnnouncedGroup,
  arrangeGroups,
  groupTests,
  type KnownTest,
  sharedFault,
  type ShownGroup,
} from './result-groups';
import { freshResult, type ResultState } from './result-state';

const GROUPS: AnnouncedGroup[] = [
  { id: 'contract', title: 'The API contract', weight: 0, visibility: 'sample', tests: 2 },
  { id: 'races', title: 'Under concurrent calls', weight: 100, visibility: 'hidden', tests: 3 },
];
const known = new Map<string, KnownTest>([
  ['one', { id: 'one', group: 'contract', title: 'First', requirements: ['R1'] }],
  ['two', { id: 'two', group: 'races', title: 'Second', requirements: ['R2'] }],
]);
const passed: TestResult = {
  id: 'one',
  group: 'contract',
  title: 'First',
  requirements: ['R1'],
  visibility: 'sample',
  status: 'passed',
  durationMs: 1,
};
const running = (mode: 'run' | 'submission', tests: ResultState['tests']): ResultState => ({
  ...freshResult('s', mode, 'running'),
  tests,
});

describe('tests in their groups', () => {
  it('leave out hidden groups in a run', () => {
    expect(groupTests(running('run', []), GROUPS, new Map()).groups.map((group) => group.id)).toEqual([
      'contract',
    ]);
    expect(groupTests(running('submission', []), GROUPS, new Map()).groups).toHaveLength(2);
  });

  it('count what has ended and passed, and show what waits where it is known', () => {
    const state = running('submission', [{ id: 'one', status: 'passed', result: passed }]);
    const [contract, races] = groupTests(state, GROUPS, known).groups;
    expect(contract).toMatchObject({ passed: 1, ended: 1, total: 2 });
    expect(races?.rows).toEqual([
      { id: 'two', group: 'races', title: 'Second', requirements: ['R2'], status: 'waiting' },
    ]);
  });

  it('show a running test that was never seen apart, under words made of its id', () => {
    const { unplaced } = groupTests(
      running('submission', [{ id: 'new-one', status: 'running' }]),
      GROUPS,
      known,
    );
    expect(unplaced).toEqual([{ id: 'new-one', status: 'running', title: 'New one', requirements: [] }]);
  });

  it('show nothing as waiting once it is over', () => {
    const over: ResultState = { ...running('submission', []), status: 'judged' };
    expect(groupTests(over, GROUPS, known).groups.flatMap((group) => group.rows)).toEqual([]);
  });
});

describe('the arrangement at the verdict', () => {
  const group = (id: string, ...statuses: TestResult['status'][]): ShownGroup => ({
    id,
    title: id,
    weight: 10,
    visibility: 'hidden',
    outcome: null,
    rows: statuses.map((status, index) => ({
      id: `${id}-${index}`,
      title: `Test ${index}`,
      status,
      requirements: [],
    })),
    passed: statuses.filter((status) => status === 'passed').length,
    ended: statuses.length,
    total: statuses.length,
  });

  it('puts what lost points first and folds what passed or was not begun', () => {
    const { shown, folded } = arrangeGroups([
      group('fine', 'passed', 'passed'),
      group('blocked', 'cancelled'),
      group('lost', 'passed', 'failed'),
      group('slow', 'timeout'),
    ]);
    expect(shown.map(({ id }) => id)).toEqual(['lost', 'slow', 'blocked', 'fine']);
    expect([...folded].sort()).toEqual(['blocked', 'fine']);
  });

  it('leaves all open and in its order when everything passed, or nothing did', () => {
    for (const status of ['passed', 'failed'] as const) {
      const groups = [group('b', status), group('a', status)];
      expect(arrangeGroups(groups)).toEqual({ shown: groups, folded: new Set() });
    }
  });
});

describe('a fault that all tests share', () => {
  const silent: TestResult = { ...passed, status: 'error', message: 'It did not listen.', output: 'hello' };

  it('is told once, with what the program printed', () => {
    const hidden: TestResult = { ...passed, id: 'two', visibility: 'hidden', status: 'cancelled' };
    expect(sharedFault([silent, { ...silent, id: 'three' }, hidden])).toEqual({
      message: 'It did not listen.',
      output: 'hello',
    });
  });

  it('is none when one test passed, failed or says something else', () => {
    expect(sharedFault([silent, { ...silent, id: 'two' }, passed])).toBeUndefined();
    expect(sharedFault([silent, { ...silent, id: 'two', status: 'failed' }])).toBeUndefined();
    expect(sharedFault([silent, { ...silent, id: 'two', message: 'Another.' }])).toBeUndefined();
    expect(sharedFault([silent])).toBeUndefined();
  });
});
