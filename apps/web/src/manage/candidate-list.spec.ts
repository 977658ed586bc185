import type { AttemptSummary } from '@assay/contracts';
import { listCandidates, type ListView, timeTaken } from './candidate-list';

const anAttempt = (candidateName: string, more: Partial<AttemptSummary> = {}): AttemptSummary => ({
  id: candidateName,
  assessment: 'Backend',
  candidateName,
  candidateEmail: `${candidateName.toLowerCase()}@example.org`,
  state: 'ready',
  invitedAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  deadline: null,
  finishedAt: null,
  extraTimeMs: 0,
  challenges: [],
  score: null,
  ...more,
});
const VIEW: ListView = { search: '', state: 'all', sort: 'candidate', descending: false };
const names = (attempts: AttemptSummary[], view: Partial<ListView>): string[] =>
  listCandidates(attempts, { ...VIEW, ...view }).map((attempt) => attempt.candidateName);

const all = [
  anAttempt('Gamma', { score: 40, state: 'finished' }),
  anAttempt('Alpha', { score: 90, state: 'finished' }),
  anAttempt('Beta', { state: 'started' }),
];

describe('the list of candidates', () => {
  it('finds by every word, in name, address or assessment', () => {
    expect(names(all, { search: 'alpha BACKEND' })).toEqual(['Alpha']);
    expect(names(all, { search: 'beta@example' })).toEqual(['Beta']);
    expect(names(all, { search: 'alpha beta' })).toEqual([]);
  });

  it('filters by state', () => {
    expect(names(all, { state: 'finished' })).toEqual(['Alpha', 'Gamma']);
  });

  it('sorts scores with the missing ones last, both ways', () => {
    expect(names(all, { sort: 'score' })).toEqual(['Gamma', 'Alpha', 'Beta']);
    expect(names(all, { sort: 'score', descending: true })).toEqual(['Alpha', 'Gamma', 'Beta']);
  });

  it('sorts by state with those at work first, then by name', () => {
    expect(names(all, { sort: 'state' })).toEqual(['Beta', 'Alpha', 'Gamma']);
  });

  it('leaves the given list as it was', () => {
    listCandidates(all, VIEW);
    expect(all[0]?.candidateName).toBe('Gamma');
  });
});

describe('the time taken', () => {
  it('is known after the end only', () => {
    const started = { startedAt: '2026-01-01T10:00:00.000Z' };
    expect(timeTaken(anAttempt('A', started))).toBeNull();
    expect(timeTaken(anAttempt('A', { ...started, finishedAt: '2026-01-01T10:45:00.000Z' }))).toBe(2_700_000);
  });
});
