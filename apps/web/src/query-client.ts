import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ConnectionError, ProblemError } from './api/http';
import { SESSION_KEY } from './manage/session.query';

const RETRIES = 3;

/** Tries again what a lost connection broke; what the server said no to stays said. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof ConnectionError && failures < RETRIES,
      refetchOnWindowFocus: false,
      // Ours decide by the request's outcome; the browser's own idea of being online is often wrong.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      // An expired session shows the sign-in in the page's place; the address, and with it the way back, stays.
      if (query.meta?.signedIn === true && error instanceof ProblemError && error.problem.status === 401) {
        queryClient.setQueryData(SESSION_KEY, null);
      }
    },
  }),
});
