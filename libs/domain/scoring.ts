import type { Group, GroupResult, SubmissionMode, TestDefinition, TestResult } from '@assay/contracts';

export interface ScoringInput {
  readonly groups: readonly Group[];
  /** Every test of the suite, as fixed before the subject started. */
  readonly tests: readonly TestDefinition[];
  /** What came out, in any order. */
  readonly results: readonly TestResult[];
  readonly mode: SubmissionMode;
}

export interface Scoring {
  /** 0 to 100 with at most two decimals; always 0 for a run. */
  readonly score: number;
  readonly groups: GroupResult[];
  /** One result for each test that the mode judges, in the suite's order. */
  readonly tests: TestResult[];
}

/** The tests that a mode judges: of a run those of sample groups, of a submission all. */
export function testsOfMode(
  groups: readonly Group[],
  tests: readonly TestDefinition[],
  mode: SubmissionMode,
): TestDefinition[] {
  const judged = new Set(groupsOfMode(groups, mode).map((group) => group.id));
  return tests.filter((test) => judged.has(test.group));
}

/**
 * Folds results into groups and a score. A test that is missing, reported twice or under another group is never
 * a pass, and a result whose id the suite does not know is dropped. A group passes when it has tests, all of them
 * passed, and every group that it requires passes; a group that requires itself, however far around, does not.
 */
export function foldResults({ groups, tests, results, mode }: ScoringInput): Scoring {
  const judgedGroups = groupsOfMode(groups, mode);
  const groupById = new Map(judgedGroups.map((group) => [group.id, group]));
  const byId = new Map<string, TestResult[]>();
  for (const result of results) byId.set(result.id, [...(byId.get(result.id) ?? []), result]);
  const settled = testsOfMode(groups, tests, mode).map((test) =>
    settle(test, groupById.get(test.group)?.visibility ?? 'hidden', byId.get(test.id) ?? []),
  );

  const passes = new Map<string, boolean>();
  const groupPasses = (id: string, trail: ReadonlySet<string>): boolean => {
    const known = passes.get(id);
    if (known !== undefined) return known;
    const group = groupById.get(id);
    if (group === undefined || trail.has(id)) return false;
    const own = settled.filter((result) => result.group === id);
    const passed =
      own.length > 0 &&
      own.every((result) => result.status === 'passed') &&
      requiredIn(group, judgedGroups, groups).every((required) =>
        groupPasses(required, new Set([...trail, id])),
      );
    // Inside a circle an answer depends on where it was entered, so only the outermost one is kept.
    if (trail.size === 0) passes.set(id, passed);
    return passed;
  };

  const folded = judgedGroups.map((group): GroupResult => {
    const blockedBy = requiredIn(group, judgedGroups, groups).filter(
      (id) => !groupPasses(id, new Set([group.id])),
    );
    const own = settled.filter((result) => result.group === group.id);
    const share =
      own.length === 0 ? 0 : own.filter((result) => result.status === 'passed').length / own.length;
    const passed = groupPasses(group.id, new Set());
    const earned = group.scoring === 'proportional' ? share : passed ? 1 : 0;
    return {
      id: group.id,
      title: group.title,
      visibility: group.visibility,
      score: mode === 'run' || blockedBy.length > 0 ? 0 : rounded(group.weight * earned),
      weight: group.weight,
      passed,
      blockedBy,
    };
  });
  const sum = folded.reduce((total, group) => total + group.score, 0);
  return {
    score: mode === 'run' ? 0 : Math.min(100, Math.max(0, rounded(sum))),
    groups: folded,
    tests: settled,
  };
}

function groupsOfMode(groups: readonly Group[], mode: SubmissionMode): Group[] {
  return groups.filter((group) => mode === 'submission' || group.visibility === 'sample');
}

/** The groups that one requires. Those that exist but are not part of a run are left out; ids that no group has stay, and block. */
function requiredIn(group: Group, judged: readonly Group[], all: readonly Group[]): string[] {
  return group.requires.filter(
    (id) => judged.some((other) => other.id === id) || !all.some((other) => other.id === id),
  );
}

function settle(
  test: TestDefinition,
  visibility: Group['visibility'],
  found: readonly TestResult[],
): TestResult {
  const identity = {
    id: test.id,
    group: test.group,
    title: test.title,
    requirements: [...test.requirements],
    visibility,
  };
  const [first, ...others] = found;
  if (first === undefined)
    return { ...identity, status: 'error', durationMs: 0, message: 'This test gave no result.' };
  if (others.length > 0) {
    return {
      ...identity,
      status: 'error',
      durationMs: first.durationMs,
      message: 'This test gave more than one result.',
    };
  }
  if (first.group !== test.group) {
    return {
      ...identity,
      status: 'error',
      durationMs: first.durationMs,
      message: 'This test came under another group.',
    };
  }
  return { ...first, ...identity };
}

/** To two decimals, never up to a full point that was not earned. */
function rounded(points: number): number {
  return Math.floor(points * 100 + 1e-6) / 100;
}
