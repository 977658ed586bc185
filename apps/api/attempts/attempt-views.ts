import type {
  AttemptChallenge,
  AttemptSummary,
  AttemptView,
  Availability,
  ChallengeManifest,
  Language,
} from '@assay/contracts';
import { deadlineOf } from '@assay/domain';
import {
  tallyOf,
  type AttemptChallengeRecord,
  type AttemptRecord,
  type SubmissionTally,
} from '@assay/persistence';

export interface AttemptParts {
  readonly attempt: AttemptRecord;
  readonly challenges: readonly AttemptChallengeRecord[];
  readonly tallies: readonly SubmissionTally[];
}

/** What the platform can judge. */
export interface Offer {
  /** The languages that have a runtime. */
  readonly languages: readonly Language[];
  readonly availability: (manifest: ChallengeManifest, language: Language) => Availability;
}

/** An attempt as its candidate sees it. */
export function attemptView(
  { attempt, challenges, tallies }: AttemptParts,
  offer: Offer,
  now: Date,
): AttemptView {
  return {
    id: attempt.id,
    state: attempt.state,
    candidateName: attempt.candidateName,
    organisation: attempt.organisation,
    assessment: attempt.assessment,
    durationMs: attempt.durationMs,
    extraTimeMs: attempt.extraTimeMs,
    startedAt: text(attempt.startedAt),
    deadline: text(deadlineOf(attempt)),
    finishedAt: text(attempt.finishedAt),
    finishedBy: attempt.finishedBy,
    now: now.toISOString(),
    challenges: challenges.map((challenge): AttemptChallenge => {
      const { used, bestScore } = tallyOf(tallies, attempt.id, challenge.slug);
      const { manifest } = challenge;
      const languages = manifest.languages.filter((language) => offer.languages.includes(language));
      return {
        slug: challenge.slug,
        title: challenge.title,
        summary: manifest.summary ?? null,
        kind: manifest.kind,
        difficulty: manifest.difficulty,
        minutes: manifest.minutes,
        languages,
        availability: Object.fromEntries(
          languages.map((language) => [language, offer.availability(manifest, language)]),
        ),
        submissionsLeft: Math.max(0, attempt.submissionsMax - used),
        submissionsMax: attempt.submissionsMax,
        bestScore,
      };
    }),
  };
}

/** An attempt in a manager's list. */
export function attemptSummary({ attempt, challenges, tallies }: AttemptParts): AttemptSummary {
  const perChallenge = challenges.map(({ slug, title }) => {
    const { submissions, runs, bestScore } = tallyOf(tallies, attempt.id, slug);
    return { slug, title, bestScore, submissions, runs };
  });
  const submitted = perChallenge.some((challenge) => challenge.submissions > 0);
  const sum = perChallenge.reduce((total, challenge) => total + (challenge.bestScore ?? 0), 0);
  return {
    id: attempt.id,
    assessment: attempt.assessment,
    candidateName: attempt.candidateName,
    candidateEmail: attempt.candidateEmail,
    state: attempt.state,
    invitedAt: attempt.createdAt.toISOString(),
    startedAt: text(attempt.startedAt),
    deadline: text(deadlineOf(attempt)),
    finishedAt: text(attempt.finishedAt),
    extraTimeMs: attempt.extraTimeMs,
    challenges: perChallenge,
    score: submitted ? Math.round((sum / perChallenge.length) * 100) / 100 : null,
  };
}

function text(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
