import type { AttemptChallenge, CandidateChallenge, Language } from '@assay/contracts';
import type { ReactElement } from 'react';
import { Notice } from '../../ui/Notice';
import { availabilityIn, languagesByState } from '../language-choice';

/** Why the chosen language can't be judged right now, and what that means for the work in it. */
export function LanguageNotice({
  about,
  challenge,
  language,
}: {
  about: AttemptChallenge;
  challenge: CandidateChallenge;
  language: Language;
}): ReactElement | null {
  const { state, reason } = availabilityIn(about, language);
  if (state === 'ready') return null;
  const name = (id: Language): string => challenge.languages.find((one) => one.id === id)?.name ?? id;
  if (state !== 'off') {
    return (
      <div className="editor-notices" data-testid="language-notice">
        <Notice tone="info" icon="running" live title={`${name(language)} is being prepared`}>
          {reason} Write on: what you run or submit now waits, and goes on by itself when it is ready.
        </Notice>
      </div>
    );
  }
  const { ready, preparing } = languagesByState(about);
  const others = [...ready, ...preparing].map((one) => name(one.language));
  return (
    <div className="editor-notices" data-testid="language-notice">
      <Notice tone="warning" live title={`${name(language)} can’t be judged at the moment`}>
        {reason} Your work is saved.{' '}
        {others.length > 0
          ? `You can choose another language: ${others.join(', ')}.`
          : 'This challenge has no other language, so please tell whoever invited you. The platform tries again every hour; what is saved at the end of time is submitted, and judged when that is possible.'}
      </Notice>
    </div>
  );
}
