import { queryOptions } from '@tanstack/react-query';
import { getSession } from '../api/manager.api';

export const SESSION_KEY = ['session'] as const;

export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: getSession,
  staleTime: 60_000,
});

/** Marks a query whose 401 means that the session has expired. */
export const SIGNED_IN = { signedIn: true } as const;
