import type { CandidateChallenge } from '@assay/contracts';
import { useCallback, useEffect, useRef } from 'react';
import { browserStorage, readText } from '../../ui/preferences';
import { LocalDrafts } from '../drafts/local-drafts';
import { ChallengeDesk } from './challenge-desk';
import { putDraft } from './put-draft';

/** The desks of an attempt's challenges: made when a challenge is first opened, kept until the workspace goes. */
export function useDesks(attemptId: string): {
  deskOf: (challenge: CandidateChallenge) => ChallengeDesk;
  flushAll: () => Promise<void>;
} {
  const desks = useRef(new Map<string, ChallengeDesk>());
  const local = useRef<LocalDrafts>(null);

  const deskOf = useCallback(
    (challenge: CandidateChallenge): ChallengeDesk => {
      const held = desks.current.get(challenge.slug);
      if (held !== undefined) return held;
      local.current ??= new LocalDrafts(browserStorage(), crypto.randomUUID());
      const desk = new ChallengeDesk({
        attemptId,
        challenge,
        language: languageToOpen(attemptId, challenge),
        local: local.current,
        put: (...save) => putDraft(attemptId, challenge.slug, ...save),
      });
      desks.current.set(challenge.slug, desk);
      return desk;
    },
    [attemptId],
  );

  const flushAll = useCallback(async () => {
    await Promise.all([...desks.current.values()].map((desk) => desk.flush()));
  }, []);

  useEffect(() => {
    const held = desks.current;
    const leave = (): void => {
      for (const desk of held.values()) desk.leave();
    };
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') void flushAll();
    };
    const back = (): void => void flushAll();
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('online', back);
      for (const desk of held.values()) desk.stop();
    };
  }, [flushAll]);

  return { deskOf, flushAll };
}

/** The language last chosen here, else the one last saved, else the first. */
function languageToOpen(attemptId: string, challenge: CandidateChallenge): string {
  const chosen = readText(languageKey(attemptId, challenge.slug)) ?? challenge.language;
  const offered = challenge.languages.find((language) => language.id === chosen) ?? challenge.languages[0];
  if (offered === undefined) throw new Error('This challenge is offered in no language at the moment.');
  return offered.id;
}

export function languageKey(attemptId: string, slug: string): string {
  return `language:${attemptId}:${slug}`;
}
