import type { CreatedSubmission, SubmissionMode } from '@assay/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createSubmission } from '../../api/candidate.api';
import { ConnectionError } from '../../api/http';
import type { ChallengeDesk } from './challenge-desk';

export type SendState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly mode: SubmissionMode }
  /** The connection is lost; it goes out, once, when it is back. */
  | { readonly kind: 'waiting'; readonly mode: SubmissionMode }
  | { readonly kind: 'failed'; readonly mode: SubmissionMode; readonly error: unknown };

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 10_000;

/** Saves, then sends a run or a submission; over a lost connection too, under one key, so that it is judged once. */
export function useSender(attemptId: string, slug: string, desk: ChallengeDesk) {
  const [state, setState] = useState<SendState>({ kind: 'idle' });
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), [attemptId, slug]);

  const send = useCallback(
    async (mode: SubmissionMode): Promise<CreatedSubmission | null> => {
      if (under.current !== null) return null;
      const controller = new AbortController();
      under.current = controller;
      try {
        setState({ kind: 'sending', mode });
        const saved = await desk.flush();
        // The conflict's own dialog is open by now; what to send is known only after it.
        if (saved.kind === 'conflict') {
          setState({ kind: 'idle' });
          return null;
        }
        const { language, files } = desk.state();
        const body = { challenge: slug, language, files: [...files], mode, requestKey: crypto.randomUUID() };
        const created = await untilSent(
          () => createSubmission(attemptId, body),
          () => {
            setState({ kind: 'waiting', mode });
          },
          controller.signal,
        );
        setState({ kind: 'idle' });
        return created;
      } catch (error) {
        setState(controller.signal.aborted ? { kind: 'idle' } : { kind: 'failed', mode, error });
        return null;
      } finally {
        under.current = null;
      }
    },
    [attemptId, slug, desk],
  );
  const cancel = useCallback(() => {
    under.current?.abort();
    setState({ kind: 'idle' });
  }, []);
  return { state, send, cancel };
}

async function untilSent<T>(
  attempt: () => Promise<T>,
  onWaiting: () => void,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      onWaiting();
      await pause(Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS), signal);
    }
  }
}

/** Waits, or less where the connection comes back first. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timeout);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timeout = setTimeout(done, ms);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
