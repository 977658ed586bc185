import type { Group, JudgeFrame, SlotFault, TestDefinition, TestResult, TestStatus } from '@assay/contracts';

type TestEnded = Extract<JudgeFrame, { type: 'test-ended' }>;

/**
 * Which tests there are, were begun and have ended, and what a judge may say of them next. The list and its order are
 * fixed before the subject starts: tests run one after the other, none before its go, and a result for an unknown test,
 * out of turn, or a second one for the same, is refused.
 */
export class TestLedger {
  /** What `abandon` made. */
  readonly abandoned: TestResult[] = [];
  private readonly results = new Map<string, TestResult>();
  private readonly visibilities: ReadonlyMap<string, Group['visibility']>;
  private stage: 'before the go' | 'waiting for subjects' | 'listening' = 'before the go';
  private current: string | undefined;

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

  /** The test that runs now. */
  get running(): string | undefined {
    return this.current;
  }

  /** Notes that the judge is told to run the tests: until then it has nothing to say of them. */
  go(): void {
    if (this.stage === 'before the go') this.stage = 'waiting for subjects';
  }

  /** Notes that the subjects listen. False when the judge says so a second time, before its go, or after a result. */
  listen(): boolean {
    if (this.stage !== 'waiting for subjects' || this.results.size > 0) return false;
    this.stage = 'listening';
    return true;
  }

  /** Notes that a test began. False when it is not its turn, or the subjects do not listen. */
  start(id: string): boolean {
    if (this.stage !== 'listening' || this.current !== undefined || this.turn?.id !== id) return false;
    this.current = id;
    return true;
  }

  /**
   * Takes a test's result. Undefined when there is no such test, when it is not its turn, when it has ended before (which
   * then is no pass any more), and when the result is none that it can have: what was never begun has neither passed,
   * nor failed, nor taken too long, and what was begun is not cancelled.
   */
  end(frame: TestEnded): TestResult | undefined {
    const before = this.results.get(frame.id);
    if (before !== undefined) {
      before.status = 'error';
      before.message = 'The judge gave two results for this test.';
      before.flag = 'protocol';
      return undefined;
    }
    const test = this.turn;
    if (test?.id !== frame.id || this.stage === 'before the go') return undefined;
    const begun = this.current === frame.id;
    if (begun ? frame.status === 'cancelled' : frame.status !== 'cancelled' && frame.status !== 'error')
      return undefined;
    this.current = undefined;
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

  /** The first test without a result: they end in their order. */
  private get turn(): TestDefinition | undefined {
    return this.tests[this.results.size];
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
