import type {
  Diagnostic,
  GroupResult,
  SequencedSubmissionEvent,
  SubmissionEvent,
  SubmissionMode,
  SubmissionStatus,
  SubmissionView,
  TestResult,
  TestStatus,
} from '@assay/contracts';

/** A test as it stands on screen. */
export interface ShownTest {
  readonly id: string;
  readonly status: 'running' | TestStatus;
  /** Known once it has ended. */
  readonly result?: TestResult;
}

/** One run or submission on screen, folded from its events or taken from its final view. */
export interface ResultState {
  readonly id: string;
  readonly mode: SubmissionMode;
  readonly status: SubmissionStatus;
  /** The last event that was folded in; 0 before the first. */
  readonly seq: number;
  /** In the order in which they began. */
  readonly tests: readonly ShownTest[];
  readonly groups: readonly GroupResult[];
  readonly score: number | null;
  readonly passed: number;
  /** 0 until the verdict. */
  readonly total: number;
  readonly diagnostics: readonly Diagnostic[];
  /** How many times it was begun anew because the platform failed. */
  readonly restarts: number;
  /** Nothing more will come: the verdict is here, or the platform has given up. */
  readonly concluded: boolean;
  /** What the platform said with the last change of status. */
  readonly reason?: string;
}

export function freshResult(id: string, mode: SubmissionMode, status: SubmissionStatus): ResultState {
  return {
    id,
    mode,
    status,
    seq: 0,
    tests: [],
    groups: [],
    score: null,
    passed: 0,
    total: 0,
    diagnostics: [],
    restarts: 0,
    concluded: false,
  };
}

/** The state of a submission that has ended, as the server tells it whole. */
export function resultOfView(view: SubmissionView, seen?: ResultState): ResultState {
  return {
    ...freshResult(view.id, view.mode, view.status),
    seq: seen?.seq ?? 0,
    restarts: seen?.restarts ?? 0,
    ...(seen?.reason === undefined ? {} : { reason: seen.reason }),
    tests: view.tests.map((test) => ({ id: test.id, status: test.status, result: test })),
    groups: view.groups,
    score: view.score,
    passed: view.passed,
    total: view.total,
    diagnostics: view.diagnostics,
    concluded: isSettled(view.status),
  };
}

/** Folds one event in. An event that was seen before (a reconnect repeats some) changes nothing. */
export function foldEvent(state: ResultState, { seq, event }: SequencedSubmissionEvent): ResultState {
  if (seq <= state.seq) return state;
  switch (event.type) {
    case 'status':
      return foldStatus({ ...state, seq }, event.status, event.reason);
    case 'test-started':
      return { ...state, seq, tests: withTest(state.tests, { id: event.id, status: 'running' }) };
    case 'test': {
      const tests = withTest(state.tests, {
        id: event.test.id,
        status: event.test.status,
        result: event.test,
      });
      return { ...state, seq, tests, passed: tests.filter((test) => test.status === 'passed').length };
    }
    case 'verdict':
      return {
        ...state,
        seq,
        status: isSettled(state.status) ? state.status : 'judged',
        concluded: true,
        score: event.score,
        groups: event.groups,
        passed: event.passed,
        total: event.total,
        diagnostics: event.diagnostics,
      };
  }
}

function foldStatus(state: ResultState, status: SubmissionStatus, reason: string | undefined): ResultState {
  const { reason: _before, ...rest } = state;
  const said = reason === undefined ? {} : { reason };
  const beganBefore = state.tests.length > 0 || state.status === 'running';
  if ((status === 'running' || status === 'queued') && beganBefore) {
    // Back in the queue, then running: one restart, counted when it leaves the slot that failed.
    const fresh = freshResult(state.id, state.mode, status);
    return { ...fresh, seq: state.seq, restarts: state.restarts + 1, ...said };
  }
  // The reason for a restart is said while it waits in the queue; it stays in sight once it runs.
  const kept = status === 'running' && state.reason !== undefined ? { reason: state.reason } : {};
  return { ...rest, status, concluded: status === 'error', ...kept, ...said };
}

function withTest(tests: readonly ShownTest[], test: ShownTest): ShownTest[] {
  const at = tests.findIndex((other) => other.id === test.id);
  return at === -1 ? [...tests, test] : tests.with(at, test);
}

/** Whether a submission has ended. */
export function isSettled(status: SubmissionStatus): boolean {
  return status === 'judged' || status === 'build-failed' || status === 'error';
}

/** Whether an event is the last one: the verdict, or the platform giving up. */
export function isLastEvent(event: SubmissionEvent): boolean {
  return event.type === 'verdict' || (event.type === 'status' && event.status === 'error');
}

/** The first test that did not pass and has something to show: what a candidate wants to see first. */
export function firstFailure(state: ResultState): string | undefined {
  return state.tests.find(
    (test) => test.result?.visibility === 'sample' && test.status !== 'passed' && test.status !== 'cancelled',
  )?.id;
}

/** One sentence for the end, shown and announced. A run never has a score. */
export function outcomeSentence(state: ResultState): string {
  if (state.status === 'build-failed') {
    return state.mode === 'run'
      ? 'The run did not build.'
      : 'The submission did not build. It does not count.';
  }
  if (state.status === 'error') {
    const what = state.mode === 'run' ? 'The run' : 'The submission';
    return `${what} could not be judged because of a fault on our side. It does not count.`;
  }
  if (state.mode === 'run') return `Run: ${state.passed} of ${state.total} sample tests pass.`;
  return `Submission: ${formatScore(state.score)} of 100 points. ${state.passed} of ${state.total} tests pass.`;
}

/** `100`, `66.7`; a dash where there is none. */
export function formatScore(score: number | null): string {
  return score === null ? '–' : String(Math.round(score * 10) / 10);
}
