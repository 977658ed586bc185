import type { AttemptChallenge, Availability } from '@assay/contracts';
import { availabilityIn, byReason, languagesByState } from './language-choice';

function challenge(availability: Record<string, Availability>): AttemptChallenge {
  return {
    slug: 'payments',
    title: 'Payments',
    summary: null,
    kind: 'service',
    difficulty: 'intermediate',
    minutes: 45,
    languages: ['go', 'java', 'ruby', 'python'],
    availability,
    submissionsLeft: 3,
    submissionsMax: 3,
    bestScore: null,
  };
}

describe('the languages of a challenge', () => {
  const some = challenge({
    python: { state: 'ready', reason: null },
    java: { state: 'building', reason: 'Java 21 is being prepared.' },
    ruby: { state: 'queued', reason: 'Ruby 3.3 is going to be prepared.' },
    go: { state: 'off', reason: 'Go 1.24 is off: no answer.' },
  });

  it('are told apart by whether they can be judged', () => {
    const { ready, preparing, off } = languagesByState(some);
    expect(ready.map(({ language }) => language)).toEqual(['python']);
    expect(preparing).toEqual([
      { language: 'java', reason: 'Java 21 is being prepared.' },
      { language: 'ruby', reason: 'Ruby 3.3 is going to be prepared.' },
    ]);
    expect(off).toEqual([{ language: 'go', reason: 'Go 1.24 is off: no answer.' }]);
  });

  it('that wait for the same are named together', () => {
    const states = ['typescript', 'javascript'].map((language) => ({ language, reason: 'Node is off.' }));
    expect(byReason([...states, { language: 'go', reason: 'Go is off.' }])).toEqual([
      { reason: 'Node is off.', languages: ['typescript', 'javascript'] },
      { reason: 'Go is off.', languages: ['go'] },
    ]);
  });

  it('of which nothing is said count as ready', () => {
    expect(availabilityIn(challenge({}), 'java')).toEqual({ state: 'ready', reason: null });
    expect(languagesByState(challenge({})).ready).toHaveLength(4);
  });
});
