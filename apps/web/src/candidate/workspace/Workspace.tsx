import type { AttemptView } from '@assay/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useCallback, useRef, useState } from 'react';
import { finishAttempt } from '../../api/candidate.api';
import { errorWords } from '../../ui/PageError';
import { readText, writeText } from '../../ui/preferences';
import { useTitle } from '../../ui/use-title';
import { attemptQuery, clocked, refreshAttempt } from '../attempt.query';
import type { ServerClock } from '../clock/remaining-time';
import type { SaveState } from '../drafts/draft-saver';
import { ChallengeLoader } from './ChallengeLoader';
import { FinishDialog } from './FinishDialog';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useDesks } from './use-desks';
import { WorkspaceHeader } from './WorkspaceHeader';
import './workspace.css';

/** Before the end, what is typed is saved once more: that is what the clock submits. */
const LAST_SAVE_MS = 3_000;

/** Where a candidate works: all challenges of a started attempt. */
export function Workspace({ attempt, clock }: { attempt: AttemptView; clock: ServerClock }): ReactElement {
  useTitle(attempt.assessment);
  const client = useQueryClient();
  const [slug, chooseSlug] = useOpenChallenge(attempt);
  const [save, setSave] = useState<SaveState>({ kind: 'saved', at: null });
  const [asking, setAsking] = useState<'finish' | 'keys' | null>(null);
  const { deskOf, flushAll } = useDesks(attempt.id);
  const lastSave = useRef<string | null>(null);

  const finish = useMutation({
    mutationFn: async () => {
      await flushAll();
      return finishAttempt(attempt.id);
    },
    onSuccess: (view) => client.setQueryData(attemptQuery(attempt.id).queryKey, clocked(view)),
  });

  const onMoment = useCallback(
    (remainingMs: number) => {
      if (remainingMs > LAST_SAVE_MS) return;
      if (lastSave.current !== attempt.deadline) {
        lastSave.current = attempt.deadline;
        void flushAll();
      }
      // The server ends the attempt; this asks until it has.
      if (remainingMs === 0) void refreshAttempt(client, attempt.id);
    },
    [attempt.deadline, attempt.id, client, flushAll],
  );
  const showKeys = useCallback(() => {
    setAsking('keys');
  }, []);
  const close = useCallback(() => {
    setAsking(null);
  }, []);

  return (
    <div className="workspace">
      <WorkspaceHeader
        attempt={attempt}
        clock={clock}
        slug={slug}
        onChoose={chooseSlug}
        save={save}
        onMoment={onMoment}
        onFinish={() => {
          setAsking('finish');
        }}
        onKeys={showKeys}
      />
      <ChallengeLoader
        key={slug}
        attempt={attempt}
        slug={slug}
        deskOf={deskOf}
        onSaveState={setSave}
        onKeys={showKeys}
      />
      <FinishDialog
        open={asking === 'finish'}
        onClose={close}
        attempt={attempt}
        busy={finish.isPending}
        fault={finish.error === null ? null : errorWords(finish.error).detail}
        onFinish={() => {
          finish.mutate();
        }}
      />
      <ShortcutsDialog open={asking === 'keys'} onClose={close} />
    </div>
  );
}

/** The challenge last worked on, remembered in this browser. */
function useOpenChallenge(attempt: AttemptView): [string, (slug: string) => void] {
  const key = `challenge:${attempt.id}`;
  const [slug, setSlug] = useState(() => {
    const before = readText(key);
    const found = attempt.challenges.find((challenge) => challenge.slug === before) ?? attempt.challenges[0];
    return found?.slug ?? '';
  });
  const choose = useCallback(
    (next: string) => {
      setSlug(next);
      writeText(key, next);
    },
    [key],
  );
  return [slug, choose];
}
