import type { AttemptView } from '@assay/contracts';
import { attemptViewSchema } from '@assay/contracts';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getAttempt } from '../api/candidate.api';
import { openEventStream } from '../api/event-stream';
import type { ServerClock } from './clock/remaining-time';

/** An attempt with the server's clock at the moment of the answer. */
export interface ClockedAttempt {
  readonly view: AttemptView;
  readonly clock: ServerClock;
}

export function clocked(view: AttemptView): ClockedAttempt {
  return { view, clock: { serverMs: Date.parse(view.now), monotonicMs: performance.now() } };
}

export function attemptQuery(id: string) {
  return queryOptions({
    queryKey: ['attempt', id],
    queryFn: async () => clocked(await getAttempt(id)),
    staleTime: 5_000,
  });
}

export function refreshAttempt(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['attempt', id] });
}

/** The attempt, kept up with what happens to it elsewhere: added time, an end by the clock, another window. */
export function useAttempt(id: string) {
  const client = useQueryClient();
  const query = useQuery(attemptQuery(id));
  const follow = query.data !== undefined && query.data.view.state !== 'finished';
  useEffect(() => {
    if (!follow) return;
    return openEventStream({
      url: () => `/api/attempts/${encodeURIComponent(id)}/events`,
      names: ['attempt'],
      onEvent: (data) => {
        const view = attemptViewSchema.safeParse(data);
        if (view.success) client.setQueryData(attemptQuery(id).queryKey, clocked(view.data));
        else void refreshAttempt(client, id);
      },
    });
  }, [client, id, follow]);
  // A machine that slept has a clock that stood still.
  useEffect(() => {
    const awake = (): void => {
      if (document.visibilityState === 'visible') void refreshAttempt(client, id);
    };
    document.addEventListener('visibilitychange', awake);
    window.addEventListener('online', awake);
    return () => {
      document.removeEventListener('visibilitychange', awake);
      window.removeEventListener('online', awake);
    };
  }, [client, id]);
  return query;
}
