import type { AttemptView, SubmissionView } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { listSubmissions } from '../api/candidate.api';
import { formatScore, isSettled } from '../results/result-state';
import { markOfSubmission, StatusMark } from '../results/StatusMark';
import { PersonName } from '../ui/ForeignText';
import { formatDateTime, formatTime } from '../ui/format-time';
import { PageBar } from '../ui/PageBar';
import { useLanguageName } from '../ui/use-languages';
import { useTitle } from '../ui/use-title';
import './finished-page.css';

/** After the end: what was handed in and what it came to. */
export function FinishedPage({ attempt }: { attempt: AttemptView }): ReactElement {
  useTitle('Finished');
  const { data } = useQuery({
    queryKey: ['submissions', attempt.id],
    queryFn: () => listSubmissions(attempt.id),
    // What the clock handed in is still being judged for a moment.
    refetchInterval: (query) =>
      query.state.data?.every((one) => isSettled(one.status)) === true ? false : 2_000,
  });
  const submissions = (data ?? []).filter((one) => one.mode === 'submission');
  return (
    <>
      <PageBar />
      <main id="main" className="finished">
        <h1>
          That’s it. Thank you, <PersonName name={attempt.candidateName} />.
        </h1>
        <p className="finished-lead">
          {attempt.finishedBy === 'clock' ? 'The time for' : 'You finished'} “{attempt.assessment}”
          {attempt.finishedBy === 'clock' && ' ended'}
          {attempt.finishedAt !== null && ` on ${formatDateTime(attempt.finishedAt)}`}.
          {attempt.finishedBy === 'clock' && ' What was saved at the end has been submitted by itself.'}{' '}
          {attempt.organisation} can see your work now, and will be in touch. You can close this page.
        </p>
        {attempt.challenges.map((challenge) => (
          <ChallengeOutcome
            key={challenge.slug}
            title={challenge.title}
            submissions={submissions.filter((one) => one.challenge === challenge.slug)}
            loaded={data !== undefined}
          />
        ))}
      </main>
    </>
  );
}

function ChallengeOutcome({
  title,
  submissions,
  loaded,
}: {
  title: string;
  submissions: readonly SubmissionView[];
  loaded: boolean;
}): ReactElement {
  const scores = submissions.flatMap((one) => (one.score === null ? [] : [one.score]));
  const best = scores.length === 0 ? null : Math.max(...scores);
  return (
    <section className="finished-challenge">
      <header>
        <h2>{title}</h2>
        <p className="tabular">
          <span className="muted">Best score</span> <strong data-testid="score">{formatScore(best)}</strong>
          {best !== null && <span className="muted"> / 100</span>}
        </p>
      </header>
      {submissions.length === 0 ? (
        <p className="finished-none">{loaded ? 'Nothing was submitted.' : 'Loading…'}</p>
      ) : (
        <ul>
          {submissions.map((one) => (
            <SubmissionLine key={one.id} submission={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SubmissionLine({ submission }: { submission: SubmissionView }): ReactElement {
  const mark = markOfSubmission(submission.status);
  const languageName = useLanguageName();
  return (
    <li>
      <span className="tabular">{formatTime(submission.createdAt)}</span>
      <span className="finished-language">
        {languageName(submission.language)}
        {submission.automatic && <span className="muted"> · submitted by the clock</span>}
      </span>
      {mark === undefined ? (
        <>
          <span className="muted tabular">
            {submission.passed} of {submission.total} tests
          </span>
          <strong className="tabular">{formatScore(submission.score)}</strong>
        </>
      ) : (
        <StatusMark status={mark} />
      )}
      {submission.waitsFor !== undefined && (
        <span className="finished-waits muted">
          {submission.waitsFor} It is judged by itself when it can be.
        </span>
      )}
    </li>
  );
}
