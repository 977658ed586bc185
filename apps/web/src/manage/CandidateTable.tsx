/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   in a narrow window the table is laid out as cards, and a changed `display` takes the table's roles away in some
   browsers; they are said again here. */
import type { AttemptState, AttemptSummary } from '@assay/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatDuration } from '../candidate/clock/remaining-time';
import { formatScore } from '../results/result-state';
import { PersonName } from '../ui/ForeignText';
import { formatDate, formatTime } from '../ui/format-time';
import { Icon } from '../ui/Icon';
import { type ListView, type SortKey, timeTaken } from './candidate-list';

const STATES: Record<AttemptState, string> = { ready: 'Invited', started: 'At work', finished: 'Finished' };

export function StateTag({ state }: { state: AttemptState }): ReactElement {
  return <span className={`state-tag state-${state}`}>{STATES[state]}</span>;
}

export function CandidateTable({
  attempts,
  view,
  onView,
}: {
  attempts: readonly AttemptSummary[];
  view: ListView;
  onView: (view: ListView) => void;
}): ReactElement {
  const heading = (sort: SortKey, text: string): ReactElement => (
    <th
      scope="col"
      role="columnheader"
      {...(view.sort === sort ? { 'aria-sort': view.descending ? 'descending' : 'ascending' } : {})}
    >
      <button
        type="button"
        onClick={() => {
          onView({ ...view, sort, descending: view.sort === sort ? !view.descending : sort === 'score' });
        }}
      >
        {text}
        <Icon name="down" size={12} />
      </button>
    </th>
  );
  return (
    <table className="candidates" role="table" aria-label="Candidates">
      <thead role="rowgroup">
        <tr role="row">
          {heading('candidate', 'Candidate')}
          {heading('state', 'State')}
          {heading('score', 'Score')}
          <th scope="col" role="columnheader">
            <span>Challenges</span>
          </th>
          {heading('invited', 'Invited')}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {attempts.map((attempt) => (
          <Row key={attempt.id} attempt={attempt} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ attempt }: { attempt: AttemptSummary }): ReactElement {
  const taken = timeTaken(attempt);
  return (
    <tr role="row">
      <td role="cell">
        <Link to="/manage/attempts/$attemptId" params={{ attemptId: attempt.id }} className="candidate-name">
          <PersonName name={attempt.candidateName} />
        </Link>
        <p className="candidate-more candidate-facts">
          <span>{attempt.candidateEmail}</span>
          <span>{attempt.assessment}</span>
        </p>
      </td>
      <td role="cell">
        <StateTag state={attempt.state} />
        <p className="candidate-more tabular">
          {attempt.state === 'started' &&
            attempt.deadline !== null &&
            `until ${formatTime(attempt.deadline)}`}
          {taken !== null && `in ${formatDuration(taken)}`}
        </p>
      </td>
      <td role="cell">
        <span className="candidate-score tabular">{formatScore(attempt.score)}</span>
      </td>
      <td role="cell">
        {attempt.state === 'ready' ? (
          <p className="candidate-more">Not started</p>
        ) : (
          <ul className="challenge-scores">
            {attempt.challenges.map((challenge) => (
              <li key={challenge.slug}>
                <span>{challenge.title}</span>
                <span className="tabular">
                  <strong>{formatScore(challenge.bestScore)}</strong>
                  <span className="muted">
                    {' '}
                    {challenge.submissions} {challenge.submissions === 1 ? 'submission' : 'submissions'}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </td>
      <td role="cell" className="muted tabular">
        {formatDate(attempt.invitedAt)}
      </td>
    </tr>
  );
}
