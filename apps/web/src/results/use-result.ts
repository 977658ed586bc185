import {
  type Language,
  sequencedSubmissionEventSchema,
  type SubmissionMode,
  type SubmissionStatus,
} from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import { getSubmission } from '../api/candidate.api';
import { openEventStream, type StreamState } from '../api/event-stream';
import {
  foldEvent,
  freshResult,
  isLastEvent,
  isSettled,
  resultOfView,
  type ResultState,
} from './result-state';

/** Which run or submission to show, with what is known of it so far. */
export interface ResultHandle {
  readonly id: string;
  readonly mode: SubmissionMode;
  readonly status: SubmissionStatus;
  /** What it is written in, where that is known. */
  readonly language?: Language;
}

export function handleOf({
  id,
  mode,
  status,
  language,
}: ResultHandle & { readonly language?: Language }): ResultHandle {
  return { id, mode, status, ...(language === undefined ? {} : { language }) };
}

type Action =
  | { readonly type: 'begin'; readonly handle: ResultHandle }
  | { readonly type: 'event'; readonly data: unknown };

function reduce(state: ResultState | null, action: Action): ResultState | null {
  if (action.type === 'begin') {
    const { id, mode, status } = action.handle;
    // Settled ones are fetched whole; one that goes on is folded from its first event, so it begins in the queue.
    return freshResult(id, mode, isSettled(status) ? status : 'queued');
  }
  const parsed = sequencedSubmissionEventSchema.safeParse(action.data);
  return state === null || !parsed.success ? state : foldEvent(state, parsed.data);
}

/** Follows a run or submission: live through its events until it has ended, then as the server tells it whole. */
export function useResult(
  handle: ResultHandle | null,
  onSettled: (state: ResultState) => void,
): { state: ResultState | null; connection: StreamState; error: unknown } {
  const [live, dispatch] = useReducer(reduce, null);
  const [connection, setConnection] = useState<StreamState>('open');
  const settledBefore = handle !== null && isSettled(handle.status);
  const over = live !== null && live.id === handle?.id && live.concluded;
  const view = useQuery({
    queryKey: ['submission', handle?.id],
    queryFn: () => getSubmission(handle?.id ?? ''),
    enabled: handle !== null && (settledBefore || over),
    staleTime: Number.POSITIVE_INFINITY,
  });

  const { id, mode } = handle ?? {};
  useEffect(() => {
    if (id === undefined || mode === undefined || settledBefore) return;
    dispatch({ type: 'begin', handle: { id, mode, status: 'queued' } });
    return openEventStream({
      url: (after) => `/api/submissions/${id}/events${after === undefined ? '' : `?after=${after}`}`,
      names: ['status', 'test-started', 'test', 'verdict'],
      onEvent: (data, eventId) => {
        dispatch({ type: 'event', data: withSequence(data, eventId) });
      },
      onState: setConnection,
      endsWith: (data) => isFinalEvent(data),
    });
  }, [id, mode, settledBefore]);

  const current = live?.id === id ? live : null;
  const whole = view.data !== undefined && view.data.id === id && isSettled(view.data.status);
  const state = whole ? resultOfView(view.data, current ?? undefined) : current;

  const told = useRef<string | null>(null);
  const finished = useRef(onSettled);
  useEffect(() => {
    finished.current = onSettled;
  }, [onSettled]);
  useEffect(() => {
    if (!whole || !over || state === null || told.current === state.id) return;
    told.current = state.id;
    finished.current(state);
  }, [whole, over, state]);

  return { state, connection: over ? 'open' : connection, error: view.error };
}

/** An event may carry its sequence number inside, or as the id of the stream's event alone. */
function withSequence(data: unknown, id: string | undefined): unknown {
  if (typeof data === 'object' && data !== null && 'event' in data) return data;
  return { seq: Number(id), event: data };
}

function isFinalEvent(data: unknown): boolean {
  const parsed = sequencedSubmissionEventSchema.safeParse(withSequence(data, '1'));
  return parsed.success && isLastEvent(parsed.data.event);
}
