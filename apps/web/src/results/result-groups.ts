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

/** `retry-charges-once` → `Retry charges once`: a stand-in until the test's title arrives with its result. */
function titleOfId(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
