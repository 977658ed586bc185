import type { GroupResult, TestResult, Visibility } from '@assay/contracts';
import type { ResultState, ShownTest } from './result-state';
import type { RowTest } from './TestRow';

/** A group as the challenge announces it. */
export interface AnnouncedGroup {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
  readonly visibility: Visibility;
  /** How many tests it has. */
  readonly tests: number;
}

/** What is known of a test before it ends, from an earlier result. */
export type KnownTest = Pick<TestResult, 'id' | 'group' | 'title' | 'requirements'>;

export interface ShownGroup {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
  readonly visibility: Visibility;
  /** Null until the verdict. */
  readonly outcome: GroupResult | null;
  readonly rows: readonly RowTest[];
  readonly passed: number;
  readonly ended: number;
  readonly total: number;
}

/**
 * Sorts the tests on screen into their groups. A test that has not ended is known by what an earlier result told of it;
 * one that was never seen ended is `unplaced` while it runs.
 */
export function groupTests(
  state: ResultState,
  announced: readonly AnnouncedGroup[],
  known: ReadonlyMap<string, KnownTest>,
): { groups: ShownGroup[]; unplaced: RowTest[] } {
  const due = announced.filter((group) => state.mode === 'submission' || group.visibility === 'sample');
  const placed = state.tests.map((test) => ({ test, about: test.result ?? known.get(test.id) }));
  const began = new Set(state.tests.map((test) => test.id));
  const over = state.status !== 'queued' && state.status !== 'running';
  const groups = due.map((group): ShownGroup => {
    const mine = placed.filter(({ about }) => about?.group === group.id);
    const waiting = over
      ? []
      : [...known.values()].filter((test) => test.group === group.id && !began.has(test.id));
    const ended = mine.filter(({ test }) => test.status !== 'running').length;
    return {
      id: group.id,
      title: group.title,
      weight: group.weight,
      visibility: group.visibility,
      outcome: state.groups.find((one) => one.id === group.id) ?? null,
      rows: [
        ...mine.map(({ test, about }) => row(test, about)),
        ...waiting.map((about): RowTest => ({ ...about, status: 'waiting' })),
      ],
      passed: mine.filter(({ test }) => test.status === 'passed').length,
      ended,
      total: Math.max(group.tests, mine.length),
    };
  });
  const unplaced = placed
    .filter(({ about }) => about === undefined || !due.some((group) => group.id === about.group))
    .map(({ test, about }) => row(test, about));
  return { groups, unplaced };
}

function row(test: ShownTest, about: KnownTest | undefined): RowTest {
  return {
    id: test.id,
    status: test.status,
    title: about?.title ?? titleOfId(test.id),
    requirements: about?.requirements ?? [],
    ...(test.result === undefined ? {} : { result: test.result }),
  };
}

/**
 * The order and folding once all is known: what cost points first, then what was not begun, then what passed. What is
 * folded keeps its headline. With nothing lost, all stays as it is.
 */
export function arrangeGroups(groups: readonly ShownGroup[]): { shown: ShownGroup[]; folded: Set<string> } {
  const rank = (group: ShownGroup): number => {
    if (group.total > 0 && group.passed === group.total) return 2;
    return group.rows.some((test) => test.status !== 'passed' && test.status !== 'cancelled') ? 0 : 1;
  };
  const ranks = new Map(groups.map((group) => [group.id, rank(group)]));
  const rankOf = (group: ShownGroup): number => ranks.get(group.id) ?? 0;
  if (groups.every((group) => rankOf(group) === rankOf(groups[0] ?? group)))
    return { shown: [...groups], folded: new Set() };
  return {
    shown: [...groups].sort((a, b) => rankOf(a) - rankOf(b)),
    folded: new Set(groups.filter((group) => rankOf(group) > 0).map((group) => group.id)),
  };
}

/** What every test met alike, such as a program that never listened: worth saying once, not at each test. */
export interface SharedFault {
  readonly message: string;
  readonly output?: string;
}

export function sharedFault(tests: readonly TestResult[]): SharedFault | undefined {
  const [first] = tests;
  if (tests.length < 2 || first?.message === undefined) return undefined;
  const told = tests.filter((test) => test.message !== undefined);
  const alike = told.length > 1 && told.every((test) => test.message === first.message);
  if (!alike || !tests.every((test) => test.status === 'error' || test.status === 'cancelled'))
    return undefined;
  const { message, output } = first;
  return { message, ...(output === undefined || output === '' ? {} : { output }) };
}

/** `retry-charges-once` → `Retry charges once`: a stand-in until the test's title arrives with its result. */
function titleOfId(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
