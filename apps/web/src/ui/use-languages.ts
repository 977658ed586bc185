import type { LanguageInfo } from '@assay/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { listLanguages } from '../api/platform.api';

/** Which languages there are changes with the installation alone: asked once for a page. */
export const languagesQuery = queryOptions({
  queryKey: ['languages'],
  queryFn: listLanguages,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

const NONE: readonly LanguageInfo[] = [];

/** Empty until they are known. */
export function useLanguages(): readonly LanguageInfo[] {
  return useQuery(languagesQuery).data ?? NONE;
}

/** Gives a language's name where only its id is at hand; the id until names are known. */
export function useLanguageName(): (id: string) => string {
  const languages = useLanguages();
  return useCallback((id) => languages.find((one) => one.id === id)?.name ?? id, [languages]);
}
