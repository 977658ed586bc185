import type { AttemptChallenge } from '@assay/contracts';
import type { ReactElement } from 'react';
import { Icon } from '../ui/Icon';
import { useLanguageName } from '../ui/use-languages';
import { byReason, languagesByState } from './language-choice';

/** The languages of a challenge before the start, with what can't be had now and why: nobody should find out later. */
export function ChallengeLanguages({ challenge }: { challenge: AttemptChallenge }): ReactElement {
  const languageName = useLanguageName();
  const { ready, preparing, off } = languagesByState(challenge);
  const offered = [...ready, ...preparing].map(({ language }) => languageName(language));
  const names = (languages: readonly string[]): string => languages.map(languageName).join(', ');
  return (
    <>
      <p className="rules-languages">
        {offered.length > 0 ? offered.join(', ') : 'No language can be judged at the moment.'}
      </p>
      {(preparing.length > 0 || off.length > 0) && (
        <ul className="rules-waits" aria-label="Languages that are not ready">
          {byReason(preparing).map(({ reason, languages }) => (
            <li key={reason}>
              <Icon name="running" size={14} />
              <span>
                <strong>{names(languages)}:</strong> {reason} What you run or submit before that waits, and
                goes on by itself.
              </span>
            </li>
          ))}
          {byReason(off).map(({ reason, languages }) => (
            <li key={reason} className="rules-off">
              <Icon name="warning" size={14} />
              <span>
                <strong>{names(languages)} can’t be chosen.</strong> {reason}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
