import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Diagnostics } from '../../results/Diagnostics';
import { GroupSection } from '../../results/GroupSection';
import { type AnnouncedGroup, groupTests, type KnownTest } from '../../results/result-groups';
import { firstFailure, formatScore, type ResultState } from '../../results/result-state';
import { StatusMark } from '../../results/StatusMark';
import { TestRow } from '../../results/TestRow';
import { Notice } from '../../ui/Notice';

const NOTHING: ReadonlySet<string> = new Set();

/** One run or submission, live or ended. */
export function ResultView({
  state,
  groups: announced,
  known,
  onJump,
}: {
  state: ResultState;
  groups: readonly AnnouncedGroup[];
  known: ReadonlyMap<string, KnownTest>;
  onJump: (file: string, line: number, column: number) => void;
}): ReactElement {
  const [open, setOpen] = useState<ReadonlySet<string>>(NOTHING);
  const failure = firstFailure(state);
  const opened = useRef<string | null>(null);
  useEffect(() => {
    // Once for each judging: what the candidate has closed stays closed.
    const key = `${state.restarts}`;
    if (failure === undefined || opened.current === key) return;
    opened.current = key;
    setOpen((before) => new Set([...before, failure]));
  }, [failure, state.restarts]);
  const toggle = (id: string): void => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  const { groups, unplaced } = groupTests(state, announced, known);
  const titles = new Map(announced.map((group) => [group.id, group.title]));
  return (
    <div className="result">
      <ResultHeader state={state} due={groups.reduce((sum, group) => sum + group.total, 0)} />
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
      {state.status === 'build-failed' && <Diagnostics diagnostics={state.diagnostics} onJump={onJump} />}
      {unplaced.length > 0 && (
        <ul className="result-running" aria-label="Running now">
          {unplaced.map((test) => (
            <TestRow key={test.id} test={test} open={open.has(test.id)} onToggle={toggle} />
          ))}
        </ul>
      )}
      {state.status !== 'build-failed' &&
        groups
          .filter((group) => state.status !== 'error' || group.rows.length > 0)
          .map((group) => (
            <GroupSection
              key={group.id}
              group={group}
              titles={titles}
              scored={state.mode === 'submission'}
              open={open}
              onToggle={toggle}
            />
          ))}
    </div>
  );
}

function ResultHeader({ state, due }: { state: ResultState; due: number }): ReactElement {
  const what = state.mode === 'run' ? 'Run' : 'Submission';
  if (!state.concluded) {
    const ended = state.tests.filter((test) => test.status !== 'running').length;
    return (
      <header className="result-header">
        <StatusMark status={state.status === 'queued' ? 'waiting' : 'running'} />
        <p className="result-headline">
          {what}{' '}
          <span className="muted">
            {state.status === 'queued' ? 'is waiting for a free place' : 'is under way'}
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
      <div>
        <p className="result-headline">Submission judged</p>
        <p className="muted tabular">
          {state.passed} of {state.total} tests pass
        </p>
      </div>
    </header>
  );
}
