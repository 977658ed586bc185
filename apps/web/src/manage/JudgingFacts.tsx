import type { Phases, SubmissionReview } from '@assay/contracts';
import type { ReactElement } from 'react';
import { formatMs } from '../results/TestRow';

const PHASES: readonly { readonly key: Exclude<keyof Phases, 'totalMs'>; readonly title: string }[] = [
  { key: 'queueMs', title: 'In the queue' },
  { key: 'slotMs', title: 'Waiting for a sandbox' },
  { key: 'prepareMs', title: 'Preparing a sandbox' },
  { key: 'buildMs', title: 'Building' },
  { key: 'startMs', title: 'Starting the service' },
  { key: 'testsMs', title: 'Tests' },
];

/** Where the time went, and what is needed to judge the same again. */
export function JudgingFacts({ review }: { review: SubmissionReview }): ReactElement {
  const { phases } = review;
  const longest = Math.max(1, ...PHASES.map(({ key }) => phases[key] ?? 0));
  return (
    <div className="card judging">
      <ul className="phases" aria-label="Time of each phase">
        {PHASES.filter(({ key }) => phases[key] !== undefined).map(({ key, title }) => (
          <li key={key}>
            <span>{title}</span>
            <span className="phase-bar" aria-hidden="true">
              <span style={{ width: `${(100 * (phases[key] ?? 0)) / longest}%` }} />
            </span>
            <span className="tabular">{formatMs(phases[key] ?? 0)}</span>
          </li>
        ))}
        {phases.totalMs !== undefined && (
          <li>
            <strong>From request to verdict</strong>
            <span className="phase-gap" />
            <strong className="tabular">{formatMs(phases.totalMs)}</strong>
          </li>
        )}
      </ul>
      <dl>
        <dt>Challenge</dt>
        <dd>
          {review.challenge} <span className="tabular">{review.challengeVersion}</span>
        </dd>
        <dt>Content hash</dt>
        <dd className="mono">{review.challengeHash}</dd>
        <dt>Seed</dt>
        <dd className="mono">{review.seed}</dd>
        <dt>Submission</dt>
        <dd className="mono">{review.id}</dd>
      </dl>
    </div>
  );
}
