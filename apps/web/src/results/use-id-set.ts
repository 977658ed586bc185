import { useCallback, useState } from 'react';

/** Which rows are open or groups folded: a set of ids with its toggle. */
export function useIdSet(
  first: () => ReadonlySet<string>,
): [
  ReadonlySet<string>,
  (id: string) => void,
  (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
] {
  const [ids, setIds] = useState(first);
  const toggle = useCallback((id: string) => {
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return [ids, toggle, setIds];
}
