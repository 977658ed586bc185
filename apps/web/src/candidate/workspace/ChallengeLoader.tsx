import type { AttemptView, CandidateChallenge } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import { getChallenge } from '../../api/candidate.api';
import { Button } from '../../ui/Button';
import { errorWords } from '../../ui/PageError';
import type { SaveState } from '../drafts/draft-saver';
import type { ChallengeDesk } from './challenge-desk';
import { ChallengeView } from './ChallengeView';

export interface ChallengeLoaderProps {
  readonly attempt: AttemptView;
  readonly slug: string;
  readonly deskOf: (challenge: CandidateChallenge) => ChallengeDesk;
  readonly onSaveState: (state: SaveState) => void;
  readonly onKeys: () => void;
}

/** Fetches a challenge with its drafts, once; from then on the desk holds the files. */
export function ChallengeLoader({ attempt, slug, deskOf, ...rest }: ChallengeLoaderProps): ReactElement {
  const { data, error, refetch } = useQuery({
    queryKey: ['challenge', attempt.id, slug],
    queryFn: () => getChallenge(attempt.id, slug),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const desk = useMemo(() => (data === undefined ? null : deskOf(data)), [data, deskOf]);
  const about = attempt.challenges.find((challenge) => challenge.slug === slug);
  if (data === undefined || desk === null || about === undefined) {
    const words = error === null ? null : errorWords(error);
    return (
      <main className="workspace-empty" id="challenge" tabIndex={-1} aria-busy={words === null}>
        {words === null ? (
          <p role="status">Opening the challenge…</p>
        ) : (
          <>
            <h2>{words.title}</h2>
            <p>{words.detail}</p>
            <Button tone="primary" onClick={() => void refetch()}>
              Try again
            </Button>
          </>
        )}
      </main>
    );
  }
  return <ChallengeView attemptId={attempt.id} about={about} challenge={data} desk={desk} {...rest} />;
}
