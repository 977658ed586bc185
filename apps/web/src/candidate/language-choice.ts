import type { AttemptChallenge, Availability, Language } from '@assay/contracts';

/** A language of a challenge that is not simply ready. */
export interface LanguageState {
  readonly language: Language;
  readonly reason: string;
}

const READY: Availability = { state: 'ready', reason: null };

/** Whether a challenge can be judged in a language now. One that the server says nothing of is taken as ready: it decides. */
export function availabilityIn(challenge: AttemptChallenge, language: Language): Availability {
  return challenge.availability[language] ?? READY;
}

/** Languages that share a reason, said once. */
export function byReason(
  states: readonly LanguageState[],
): { readonly reason: string; readonly languages: readonly Language[] }[] {
  const reasons = [...new Set(states.map(({ reason }) => reason))];
  return reasons.map((reason) => ({
    reason,
    languages: states.filter((one) => one.reason === reason).map(({ language }) => language),
  }));
}

/** The languages of a challenge, in its order: those that can be used, that will be, that can't. */
export function languagesByState(challenge: AttemptChallenge): {
  readonly ready: readonly LanguageState[];
  readonly preparing: readonly LanguageState[];
  readonly off: readonly LanguageState[];
} {
  const all = challenge.languages.map((language) => ({ language, ...availabilityIn(challenge, language) }));
  const of = (...states: Availability['state'][]): LanguageState[] =>
    all
      .filter(({ state }) => states.includes(state))
      .map(({ language, reason }) => ({ language, reason: reason ?? '' }));
  return { ready: of('ready'), preparing: of('building', 'queued'), off: of('off') };
}
