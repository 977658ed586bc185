import type { Group, JudgeFrame, SlotFault, TestDefinition, TestResult, TestStatus } from '@assay/contracts';

type TestEnded = Extract<JudgeFrame, { type: 'test-ended' }>;

/**
 * Which tests there are, were begun and have ended. The list is fixed before the subject starts; a result for an
 * unknown test, or a second one for the same, is refused.
 */
export class TestLedger {
  /** What `abandon` made. */
  readonly abandoned: TestResult[] = [];
  private readonly started = new Set<string>();
  private readonly results = new Map<string, TestResult>();
  private readonly visibilities: ReadonlyMap<string, Group['visibility']>;

  constructor(
    private readonly tests: readonly TestDefinition[],
    groups: readonly Group[],
  ) {
    this.visibilities = new Map(groups.map((group) => [group.id, group.visibility]));
  }

  /** Whether every test has ended. */
  get complete(): boolean {
    return this.results.size === this.tests.length;
  }

  /** Notes that a test began. False when there is no such test or it was begun or ended before. */
  start(id: string): boolean {
    if (this.started.has(id) || this.results.has(id) || !this.tests.some((test) => test.id === id))
      return false;
    this.started.add(id);
    return true;
  }

  /**
   * Takes a test's result. Undefined when there is no such test, or when it has ended before (which then is no pass
   * any more), or when it passed without having begun.
   */
  end(frame: TestEnded): TestResult | undefined {
    const test = this.tests.find((candidate) => candidate.id === frame.id);
    if (test === undefined) return undefined;
    const before = this.results.get(frame.id);
    if (before !== undefined) {
      before.status = 'error';
      before.message = 'The judge gave two results for this test.';
      before.flag = 'protocol';
      return undefined;
    }
    if (frame.status === 'passed' && !this.started.has(frame.id)) return undefined;
    const result: TestResult = {
      ...this.identity(test),
      status: frame.status,
      durationMs: frame.durationMs,
      ...(frame.message === undefined ? {} : { message: frame.message }),
      ...(frame.expected === undefined ? {} : { expected: frame.expected }),
      ...(frame.actual === undefined ? {} : { actual: frame.actual }),
    };
    this.results.set(frame.id, result);
    return result;
  }

  /** Ends every test that has not ended. @returns all results */
  abandon(status: TestStatus, message: string, flag: SlotFault | undefined): TestResult[] {
    for (const test of this.tests) {
      if (this.results.has(test.id)) continue;
      const result: TestResult = {
        ...this.identity(test),
        status,
        durationMs: 0,
        message,
        ...(flag === undefined ? {} : { flag }),
      };
      this.results.set(test.id, result);
      this.abandoned.push(result);
    }
    return [...this.results.values()];
  }

  private identity(
    test: TestDefinition,
  ): Pick<TestResult, 'id' | 'group' | 'title' | 'requirements' | 'visibility'> {
    return {
      id: test.id,
      group: test.group,
      title: test.title,
      requirements: [...test.requirements],
      visibility: this.visibilities.get(test.group) ?? 'hidden',
    };
  }
}
