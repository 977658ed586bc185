import type { AttemptChallenge, CandidateChallenge, SubmissionView } from '@assay/contracts';
import { Tabs } from 'radix-ui';
import { type ReactElement, useMemo, useState } from 'react';
import type { StreamState } from '../../api/event-stream';
import type { KnownTest } from '../../results/result-groups';
import type { ResultState } from '../../results/result-state';
import type { ResultHandle } from '../../results/use-result';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { errorWords } from '../../ui/PageError';
import { HistoryList } from './HistoryList';
import { ResultView } from './ResultView';
import { KEYS } from './shortcuts';
import type { SendState } from './use-sender';
import './results-pane.css';

export interface ResultsPaneProps {
  readonly challenge: CandidateChallenge;
  readonly about: AttemptChallenge;
  readonly history: readonly SubmissionView[];
  readonly handle: ResultHandle | null;
  readonly result: {
    readonly state: ResultState | null;
    readonly connection: StreamState;
    readonly error: unknown;
  };
  readonly sending: SendState;
  readonly onCancelSending: () => void;
  readonly onChoose: (handle: ResultHandle) => void;
  readonly canJump: (file: string) => boolean;
  readonly onJump: (file: string, line: number, column: number) => void;
}

export function ResultsPane(props: ResultsPaneProps): ReactElement {
  const { about, history, handle, result, sending } = props;
  const [tab, setTab] = useState('result');
  const known = useMemo(() => knownTests(history), [history]);
  const waiting = sending.kind === 'sending' || sending.kind === 'waiting';
  return (
    <Tabs.Root className="results-pane" value={waiting ? 'result' : tab} onValueChange={setTab}>
      <div className="results-head">
        <Tabs.List className="results-tabs" aria-label="Results">
          <Tabs.Trigger value="result">Results</Tabs.Trigger>
          <Tabs.Trigger value="history">History ({history.length})</Tabs.Trigger>
        </Tabs.List>
        <p className="results-left tabular">
          {about.submissionsLeft} of {about.submissionsMax} submissions left
        </p>
      </div>
      <Tabs.Content className="results-body" value="result">
        <SendNotice {...props} />
        {result.connection === 'reconnecting' && (
          <Notice tone="warning" icon="offline" live>
            The connection is lost. The tests go on without it; the results are caught up with when it is
            back.
          </Notice>
        )}
        {result.error !== null && result.error !== undefined && (
          <Notice tone="bad" live>
            {errorWords(result.error).detail}
          </Notice>
        )}
        {result.state !== null && !waiting ? (
          <ResultView
            key={result.state.id}
            state={result.state}
            groups={props.challenge.groups}
            known={known}
            best={about.bestScore}
            canJump={props.canJump}
            onJump={props.onJump}
          />
        ) : (
          !waiting && handle === null && sending.kind === 'idle' && <NothingYet />
        )}
      </Tabs.Content>
      <Tabs.Content className="results-body" value="history">
        <HistoryList
          history={history}
          shown={handle?.id ?? null}
          onChoose={(chosen) => {
            props.onChoose(chosen);
            setTab('result');
          }}
        />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function SendNotice({ sending, onCancelSending }: ResultsPaneProps): ReactElement | null {
  if (sending.kind === 'idle') return null;
  const what = sending.mode === 'run' ? 'The run' : 'The submission';
  switch (sending.kind) {
    case 'sending':
      return (
        <Notice tone="info" icon="running" live>
          Saving and sending…
        </Notice>
      );
    case 'waiting':
      return (
        <Notice
          tone="warning"
          icon="offline"
          live
          actions={
            <Button size="small" onClick={onCancelSending}>
              Cancel
            </Button>
          }
        >
          The connection is lost. {what} is sent, once, when it is back.
        </Notice>
      );
    case 'failed': {
      const words = errorWords(sending.error);
      return (
        <Notice tone="bad" live title={words.title}>
          {words.detail}
        </Notice>
      );
    }
  }
}

function NothingYet(): ReactElement {
  return (
    <div className="results-nothing">
      <h3>No results yet</h3>
      <p>
        Run tries your code against the sample tests as often as you like (<kbd>{KEYS.run}</kbd>). Submit
        scores it against all tests (<kbd>{KEYS.submit}</kbd>).
      </p>
    </div>
  );
}

/** Titles of tests, from all that have ended before. */
function knownTests(history: readonly SubmissionView[]): ReadonlyMap<string, KnownTest> {
  return new Map(
    [...history]
      .reverse()
      .flatMap((submission) => submission.tests)
      .map(({ id, group, title, requirements }) => [id, { id, group, title, requirements }]),
  );
}
