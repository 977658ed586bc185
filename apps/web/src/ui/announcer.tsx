import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';

type Announce = (text: string, urgency?: 'polite' | 'assertive') => void;

const AnnouncerContext = createContext<Announce>(() => undefined);

/** Says something to screen readers, wherever the focus is. */
export function useAnnounce(): Announce {
  return useContext(AnnouncerContext);
}

/** Holds the page's two live regions, which must exist before there is anything to say. */
export function AnnouncerProvider({ children }: { children: ReactNode }): ReactElement {
  const [polite, setPolite] = useState({ text: '', count: 0 });
  const [assertive, setAssertive] = useState({ text: '', count: 0 });
  const announce = useCallback<Announce>((text, urgency = 'polite') => {
    const set = urgency === 'assertive' ? setAssertive : setPolite;
    set((before) => ({ text, count: before.count + 1 }));
  }, []);
  return (
    <AnnouncerContext value={useMemo(() => announce, [announce])}>
      {children}
      <div className="visually-hidden" aria-live="polite" aria-atomic="true">
        <span key={polite.count}>{polite.text}</span>
      </div>
      <div className="visually-hidden" aria-live="assertive" aria-atomic="true">
        <span key={assertive.count}>{assertive.text}</span>
      </div>
    </AnnouncerContext>
  );
}
