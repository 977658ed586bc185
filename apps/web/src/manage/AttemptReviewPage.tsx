import type { AttemptReview, ReviewSubmissionSummary } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { getAttemptReview } from '../api/manager.api';
import { formatDuration } from '../candidate/clock/remaining-time';
import { formatScore, isSettled } from '../results/result-state';
import { markOfSubmission, StatusMark } from '../results/StatusMark';
import { Button } from '../ui/Button';
import { foreignWords } from '../ui/foreign-text';
import { PersonName } from '../ui/ForeignText';
import { formatDateTime, formatTime } from '../ui/format-time';
import { Icon } from '../ui/Icon';
import { PageError } from '../ui/PageError';
import { useLanguageName } from '../ui/use-languages';
import { useTitle } from '../ui/use-title';
import { timeTaken } from './candidate-list';
import { StateTag } from './CandidateTable';
import { ExtraTimeDialog } from './ExtraTimeDialog';
import { SIGNED_IN } from './session.query';
import './attempt-review-page.css';

/** One candidate's attempt: scores, and all that was run and submitted, in order. */
export function AttemptReviewPage(): ReactElement {
  const { attemptId } = useParams({ from: '/manage/attempts/$attemptId' });
  const [giving, setGiving] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['manage', 'attempt', attemptId],
    queryFn: () => getAttemptReview(attemptId),
    refetchInterval: (query) => (isQuiet(query.state.data) ? false : 3_000),
    meta: SIGNED_IN,
  });
  useTitle(data === undefined ? 'Candidate' : foreignWords(data.candidateName));
  if (data === undefined) {
    if (error !== null) return <PageError error={error} onRetry={() => void refetch()} />;
    return (
      <main id="main" className="manage">
        <p className="loading-lines" role="status">
          Loading…
        </p>
      </main>
    );
  }
  return (
    <main id="main" className="manage">
      <Link to="/manage" className="manage-back">
        <Icon name="back" size={14} />
        Candidates
      </Link>
      <header className="manage-head">
        <div>
          <h1>
            <PersonName name={data.candidateName} />
          </h1>
          <p className="manage-sub">
            <span>{data.candidateEmail}</span>
            <span>{data.assessment}</span>
            <StateTag state={data.state} />
          </p>
        </div>
        {data.state !== 'finished' && (
          <Button
            icon="clock"
            onClick={() => {
              setGiving(true);
            }}
          >
            Give extra time
          </Button>
        )}
      </header>
      <Facts attempt={data} />
      {data.challenges.map((challenge) => (
        <ChallengeTimeline
          key={challenge.slug}
          attemptId={attemptId}
          challenge={challenge}
          startedAt={data.startedAt}
          submissions={data.submissions.filter((one) => one.challenge === challenge.slug)}
        />
      ))}
      {giving && (
        <ExtraTimeDialog
          attempt={data}
          onClose={() => {
            setGiving(false);
          }}
        />
      )}
    </main>
  );
}

function isQuiet(review: AttemptReview | undefined): boolean {
  return review?.state === 'finished' && review.submissions.every((one) => isSettled(one.status));
}

function Facts({ attempt }: { attempt: AttemptReview }): ReactElement {
  const taken = timeTaken(attempt);
  return (
    <dl className="review-facts card">
      <div className="review-total">
        <dt>Score</dt>
        <dd className="tabular">
          <span data-testid="score">{formatScore(attempt.score)}</span>
          {attempt.score !== null && <small> / 100</small>}
        </dd>
      </div>
      {attempt.challenges.map((challenge) => (
        <div key={challenge.slug}>
          <dt>{challenge.title}</dt>
          <dd className="tabular">{formatScore(challenge.bestScore)}</dd>
        </div>
      ))}
      <div>
        <dt>{taken === null ? 'Started' : 'Time taken'}</dt>
        <dd className="review-plain">
          {taken !== null && formatDuration(taken)}
          {taken === null && (attempt.startedAt === null ? 'Not yet' : formatDateTime(attempt.startedAt))}
        </dd>
      </div>
      {attempt.extraTimeMs > 0 && (
        <div>
          <dt>Extra time</dt>
          <dd className="review-plain">{formatDuration(attempt.extraTimeMs)}</dd>
        </div>
      )}
    </dl>
  );
}

function ChallengeTimeline({
  attemptId,
  challenge,
  startedAt,
  submissions,
}: {
  attemptId: string;
  challenge: AttemptReview['challenges'][number];
  startedAt: string | null;
  submissions: readonly ReviewSubmissionSummary[];
}): ReactElement {
  const languageName = useLanguageName();
  const sorted = [...submissions].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  return (
    <section className="timeline card">
      <header>
        <h2>{challenge.title}</h2>
        <p className="muted tabular">
          {challenge.submissions} {challenge.submissions === 1 ? 'submission' : 'submissions'},{' '}
          {challenge.runs} {challenge.runs === 1 ? 'run' : 'runs'}
        </p>
      </header>
      {sorted.length === 0 ? (
        <p className="timeline-nothing">Nothing was run or submitted.</p>
      ) : (
        <ol>
          {sorted.map((one) => (
            <li key={one.id} className={`timeline-${one.mode}`}>
              <Link
                to="/manage/attempts/$attemptId/submissions/$submissionId"
                params={{ attemptId, submissionId: one.id }}
              >
                <span className="timeline-sign">
                  <Icon name={one.mode === 'run' ? 'play' : 'send'} size={14} />
                </span>
                <span className="timeline-what">{one.mode === 'run' ? 'Run' : 'Submission'}</span>
                <span className="timeline-more muted">
                  {languageName(one.language)}
                  {one.automatic && ', by the clock'}
                </span>
                <Outcome submission={one} best={one.score !== null && one.score === challenge.bestScore} />
                <span className="timeline-time muted tabular">{when(one.createdAt, startedAt)}</span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Outcome({ submission, best }: { submission: ReviewSubmissionSummary; best: boolean }): ReactElement {
  const mark = markOfSubmission(submission.status);
  if (mark !== undefined) return <StatusMark status={mark} />;
  return (
    <span className="timeline-outcome tabular">
      <span className="muted">
        {submission.passed} of {submission.total}
      </span>
      {submission.mode === 'submission' && (
        <strong>
          {formatScore(submission.score)}
          {best && <span className="timeline-best">best</span>}
        </strong>
      )}
    </span>
  );
}

/** `12:03:04, 14 min in`. */
function when(at: string, startedAt: string | null): string {
  if (startedAt === null) return formatTime(at);
  const minutes = Math.floor((Date.parse(at) - Date.parse(startedAt)) / 60_000);
  return `${formatTime(at)}, ${minutes} min in`;
}
