import type { AttemptChallenge, CandidateChallenge, SubmissionMode } from '@assay/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { listSubmissions } from '../../api/candidate.api';
import type { Jump } from '../../editor/editor-props';
import { isProblem } from '../../api/http';
import { outcomeSentence, type ResultState } from '../../results/result-state';
import { type ResultHandle, handleOf, useResult } from '../../results/use-result';
import { useAnnounce } from '../../ui/announcer';
import { refreshAttempt } from '../attempt.query';
import type { SaveState } from '../drafts/draft-saver';
import { availabilityIn } from '../language-choice';
import type { ChallengeDesk } from './challenge-desk';
import { ConflictDialog } from './ConflictDialog';
import { EditorPane } from './EditorPane';
import { Panes } from './Panes';
import { ResultsPane } from './ResultsPane';
import { SubmitDialog } from './SubmitDialog';
import { StatementPane } from './StatementPane';
import { useShortcuts } from './shortcuts';
import { useSender } from './use-sender';

export interface ChallengeViewProps {
  readonly attemptId: string;
  readonly about: AttemptChallenge;
  readonly challenge: CandidateChallenge;
  readonly desk: ChallengeDesk;
  readonly onSaveState: (state: SaveState) => void;
  readonly onKeys: () => void;
}

/** One challenge at work: statement, editor, results. */
export function ChallengeView({
  attemptId,
  about,
  challenge,
  desk,
  onSaveState,
  onKeys,
}: ChallengeViewProps): ReactElement {
  const client = useQueryClient();
  const announce = useAnnounce();
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const [pane, setPane] = useState('editor');
  const [asking, setAsking] = useState(false);
  const [jump, setJump] = useState<Jump | null>(null);
  const [chosen, setChosen] = useState<ResultHandle | null>(null);
  const sender = useSender(attemptId, challenge.slug, desk);

  const all = useQuery({ queryKey: ['submissions', attemptId], queryFn: () => listSubmissions(attemptId) });
  const history = useMemo(
    () => (all.data ?? []).filter((one) => one.challenge === challenge.slug),
    [all.data, challenge.slug],
  );
  const newest = history[0];
  // Kept by its id alone, so that a new answer of the list does not begin the stream anew.
  const handle = useMemo<ResultHandle | null>(
    () => chosen ?? (newest === undefined ? null : handleOf(newest)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
    [chosen, newest?.id],
  );
  const onSettled = useCallback(
    (result: ResultState) => {
      announce(outcomeSentence(result));
      void client.invalidateQueries({ queryKey: ['submissions', attemptId] });
      void refreshAttempt(client, attemptId);
    },
    [announce, client, attemptId],
  );
  const result = useResult(handle, onSettled);
  const judging = result.state !== null && !result.state.concluded;
  // What waits for a language that went off holds up nobody: another language can be sent.
  const stuck = availabilityIn(about, handle?.language ?? state.language).state === 'off';
  const off = availabilityIn(about, state.language).state === 'off';
  const held = judging && !(stuck && result.state?.status === 'queued');
  const busy = held || sender.state.kind === 'sending' || sender.state.kind === 'waiting';

  useEffect(() => {
    onSaveState(state.save);
  }, [onSaveState, state.save]);

  const send = async (mode: SubmissionMode): Promise<void> => {
    setAsking(false);
    setPane('results');
    const created = await sender.send(mode);
    if (created === null) return;
    setChosen({ ...handleOf(created), language: desk.state().language });
    announce(mode === 'run' ? 'The run has started.' : 'Submitted. The tests have started.');
    void client.invalidateQueries({ queryKey: ['submissions', attemptId] });
    if (mode === 'submission') void refreshAttempt(client, attemptId);
  };
  const over = sender.state.kind === 'failed' && isProblem(sender.state.error, 'attempt_over');
  useEffect(() => {
    if (over) void refreshAttempt(client, attemptId);
  }, [over, client, attemptId]);

  const run = (): void => {
    if (!busy && !off) void send('run');
  };
  const submit = (): void => {
    if (!busy && !off && about.submissionsLeft > 0) setAsking(true);
  };
  useShortcuts({ run, submit, save: () => void desk.flush(), help: onKeys });

  const jumpTo = useCallback(
    (file: string, line: number, column: number) => {
      if (!desk.state().files.some((one) => one.path === file)) return;
      desk.open(file);
      setPane('editor');
      setJump({ path: file, line, column });
    },
    [desk],
  );

  return (
    <main className="challenge-view" id="challenge" tabIndex={-1}>
      <h2 className="visually-hidden">{challenge.title}</h2>
      <Panes
        pane={pane}
        onPane={setPane}
        statement={<StatementPane challenge={challenge} language={state.language} />}
        editor={
          <EditorPane
            attemptId={attemptId}
            about={about}
            challenge={challenge}
            desk={desk}
            state={state}
            jump={jump}
            busy={busy}
            onRun={run}
            onSubmit={submit}
          />
        }
        results={
          <ResultsPane
            challenge={challenge}
            about={about}
            history={history}
            handle={handle}
            result={result}
            sending={sender.state}
            onCancelSending={sender.cancel}
            onChoose={setChosen}
            canJump={(file) => state.files.some((one) => one.path === file)}
            onJump={jumpTo}
          />
        }
      />
      <SubmitDialog
        open={asking}
        onClose={() => {
          setAsking(false);
        }}
        about={about}
        onSubmit={() => void send('submission')}
      />
      <ConflictDialog
        save={state.save}
        mine={state.files}
        onResolve={(choice) => {
          desk.resolve(choice);
        }}
      />
    </main>
  );
}
