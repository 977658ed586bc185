import type { AttemptState, AttemptSummary } from '@assay/contracts';

export type SortKey = 'candidate' | 'assessment' | 'state' | 'score' | 'invited';

export interface ListView {
  readonly search: string;
  readonly state: AttemptState | 'all';
  readonly sort: SortKey;
  readonly descending: boolean;
}

const STATE_ORDER: Record<AttemptState, number> = { started: 0, finished: 1, ready: 2 };

/** The attempts to show, found and sorted. Those without a score come last, whichever way scores are sorted. */
export function listCandidates(attempts: readonly AttemptSummary[], view: ListView): AttemptSummary[] {
  const words = view.search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = attempts.filter((attempt) => {
    if (view.state !== 'all' && attempt.state !== view.state) return false;
    const text = `${attempt.candidateName} ${attempt.candidateEmail} ${attempt.assessment}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const direction = view.descending ? -1 : 1;
  return found.sort((a, b) => {
    if (view.sort === 'score' && (a.score === null || b.score === null)) {
      return Number(a.score === null) - Number(b.score === null);
    }
    return direction * compare(a, b, view.sort) || a.candidateName.localeCompare(b.candidateName, 'en');
  });
}

function compare(a: AttemptSummary, b: AttemptSummary, sort: SortKey): number {
  switch (sort) {
    case 'candidate':
      return a.candidateName.localeCompare(b.candidateName, 'en');
    case 'assessment':
      return a.assessment.localeCompare(b.assessment, 'en');
    case 'state':
      return STATE_ORDER[a.state] - STATE_ORDER[b.state];
    case 'score':
      return (a.score ?? 0) - (b.score ?? 0);
    case 'invited':
      return a.invitedAt.localeCompare(b.invitedAt);
  }
}

/** How long an attempt took, or null before its end, milliseconds. */
export function timeTaken({ startedAt, finishedAt }: AttemptSummary): number | null {
  return startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
}
