import type { SubmissionView } from '@assay/contracts';
import type { ReactElement } from 'react';
import { formatScore } from '../../results/result-state';
import { markOfSubmission, StatusMark } from '../../results/StatusMark';
import { type ResultHandle, handleOf } from '../../results/use-result';
import { formatTime } from '../../ui/format-time';
import { Icon } from '../../ui/Icon';
import { useLanguageName } from '../../ui/use-languages';

/** Earlier runs and submissions, the newest first. */
export function HistoryList({
  history,
  shown,
  onChoose,
}: {
  history: readonly SubmissionView[];
  shown: string | null;
  onChoose: (handle: ResultHandle) => void;
}): ReactElement {
  const languageName = useLanguageName();
  if (history.length === 0)
    return <p className="results-nothing">Runs and submissions will be listed here.</p>;
  return (
    <ul className="history">
      {history.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            aria-current={one.id === shown ? 'true' : undefined}
            onClick={() => {
              onChoose(handleOf(one));
            }}
          >
            <Icon name={one.mode === 'run' ? 'play' : 'send'} size={14} />
            <span className="history-what">
              {one.mode === 'run' ? 'Run' : 'Submission'}
              <span className="muted">
                {' '}
                {languageName(one.language)}
                {one.automatic && ', by the clock'}
              </span>
            </span>
            <Outcome submission={one} />
            <span className="muted tabular">{formatTime(one.createdAt)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ submission }: { submission: SubmissionView }): ReactElement {
  const mark = markOfSubmission(submission.status);
  if (mark !== undefined) return <StatusMark status={mark} />;
  return submission.mode === 'run' ? (
    <span className="tabular">
      {submission.passed} of {submission.total}
    </span>
  ) : (
    <strong className="tabular">{formatScore(submission.score)}</strong>
  );
}
