import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Diagnostics } from '../../results/Diagnostics';
import { GroupSection } from '../../results/GroupSection';
import {
  type AnnouncedGroup,
  arrangeGroups,
  groupTests,
  type KnownTest,
  sharedFault,
  type ShownGroup,
} from '../../results/result-groups';
import { firstFailure, formatScore, type ResultState } from '../../results/result-state';
import { SharedFaultNotice } from '../../results/SharedFaultNotice';
import { StatusMark } from '../../results/StatusMark';
import { TestRow } from '../../results/TestRow';
import { useIdSet } from '../../results/use-id-set';
import { Notice } from '../../ui/Notice';

const NOTHING: ReadonlySet<string> = new Set();

/** One run or submission, live or ended. */
export function ResultView({
  state,
  groups: announced,
  known,
  best,
  canJump,
  onJump,
}: {
  state: ResultState;
  groups: readonly AnnouncedGroup[];
  known: ReadonlyMap<string, KnownTest>;
  /** The best score of all submissions. */
  best: number | null;
  canJump: (file: string) => boolean;
  onJump: (file: string, line: number, column: number) => void;
}): ReactElement {
  const [open, toggleRow, setOpen] = useIdSet(() => NOTHING);
  const results = state.tests.flatMap(({ result }) => (result === undefined ? [] : [result]));
  const shared = state.status === 'judged' ? sharedFault(results) : undefined;
  // Said once above the tests, it need not be opened as well.
  const failure = shared === undefined ? firstFailure(state) : undefined;
  const opened = useRef<string | null>(null);
  useEffect(() => {
    // Once for each judging: what the candidate has closed stays closed.
    const key = `${state.restarts}`;
    if (failure === undefined || opened.current === key) return;
    opened.current = key;
    setOpen((before) => new Set([...before, failure]));
  }, [failure, setOpen, state.restarts]);
  const { groups, unplaced } = groupTests(state, announced, known);
  const arrangement = useArrangement(state, groups);
  const toggle = (id: string): void => {
    arrangement.keep();
    toggleRow(id);
  };
  const titles = new Map(announced.map((group) => [group.id, group.title]));
  return (
    <div className="result">
      <ResultHeader state={state} best={best} due={groups.reduce((sum, group) => sum + group.total, 0)} />
      {state.status === 'queued' && state.restarts === 0 && state.reason !== undefined && (
        <Notice tone="info" icon="running" live title="It waits, and goes on by itself">
          {state.reason}
        </Notice>
      )}
      {state.restarts > 0 && state.status !== 'error' && (
        <Notice tone="platform" live title="Judged again">
          {state.reason ??
            'Something failed on our side, so the tests were begun anew. It does not count against you.'}
        </Notice>
      )}
      {state.status === 'error' && (
        <Notice tone="platform" live title="This was our fault, not yours">
          {state.reason ??
            'The platform could not judge this. It does not count, and no submission was used up.'}
        </Notice>
      )}
      {state.status === 'build-failed' && (
        <Diagnostics diagnostics={state.diagnostics} canJump={canJump} onJump={onJump} />
      )}
      {shared !== undefined && <SharedFaultNotice fault={shared} />}
      {unplaced.length > 0 && (
        <ul className="result-running" aria-label="Running now">
          {unplaced.map((test) => (
            <TestRow key={test.id} test={test} open={open.has(test.id)} onToggle={toggle} />
          ))}
        </ul>
      )}
      {state.status !== 'build-failed' &&
        arrangement.shown
          .filter((group) => state.status !== 'error' || group.rows.length > 0)
          .map((group) => (
            <GroupSection
              key={group.id}
              group={group}
              titles={titles}
              scored={state.mode === 'submission'}
              open={open}
              onToggle={toggle}
              folded={arrangement.folded.has(group.id)}
              onFold={arrangement.fold}
            />
          ))}
    </div>
  );
}

/**
 * While tests run, groups stand as they are announced. At the verdict those that lost points come first and the others
 * are folded, unless the candidate is already at work on the list: then nothing moves under the pointer.
 */
function useArrangement(state: ResultState, groups: readonly ShownGroup[]) {
  const [kept, setKept] = useState(false);
  const [turned, turn] = useIdSet(() => NOTHING);
  const arranged = arrangeGroups(groups);
  const settled = state.concluded && !kept;
  const folded = new Set(
    groups.map(({ id }) => id).filter((id) => (settled && arranged.folded.has(id)) !== turned.has(id)),
  );
  const keep = (): void => {
    if (!state.concluded) setKept(true);
  };
  return {
    shown: settled ? arranged.shown : groups,
    folded,
    keep,
    fold: (id: string) => {
      keep();
      turn(id);
    },
  };
}

function ResultHeader({
  state,
  best,
  due,
}: {
  state: ResultState;
  best: number | null;
  due: number;
}): ReactElement {
  const what = state.mode === 'run' ? 'Run' : 'Submission';
  if (!state.concluded) {
    const ended = state.tests.filter((test) => test.status !== 'running').length;
    return (
      <header className="result-header">
        <StatusMark status={state.status === 'queued' ? 'waiting' : 'running'} />
        <p className="result-headline">
          {what}{' '}
          <span className="muted">
            {state.status !== 'queued'
              ? 'is under way'
              : state.reason === undefined || state.restarts > 0
                ? 'is waiting for a free place'
                : 'is waiting'}
          </span>
        </p>
        {due > 0 && state.status === 'running' && (
          <p className="tabular muted">
            {ended} of {due}
          </p>
        )}
      </header>
    );
  }
  if (state.status === 'error' || state.status === 'build-failed') {
    return (
      <header className="result-header">
        <StatusMark status={state.status === 'error' ? 'platform' : 'build-failed'} />
        <p className="result-headline">
          {what}{' '}
          <span className="muted">{state.mode === 'run' ? 'ended before its tests' : 'does not count'}</span>
        </p>
      </header>
    );
  }
  const allPassed = state.total > 0 && state.passed === state.total;
  if (state.mode === 'run') {
    return (
      <header className="result-header" data-testid="run-outcome">
        <StatusMark status={allPassed ? 'passed' : 'failed'} compact />
        <p className="result-headline tabular">
          Run: {state.passed} of {state.total} sample tests pass
        </p>
      </header>
    );
  }
  return (
    <header className="result-header result-header-scored">
      <p className="result-score tabular">
        <strong data-testid="score">{formatScore(state.score)}</strong>
        <span> / 100</span>
      </p>
      <div className="tabular">
        <p className="result-headline">
          {allPassed
            ? `All ${state.total} tests pass`
            : `${state.total - state.passed} of ${state.total} tests do not pass`}
        </p>
        {best !== null && state.score !== null && best > state.score && (
          <p className="muted">Your best of {formatScore(best)} still counts</p>
        )}
      </div>
    </header>
  );
}
