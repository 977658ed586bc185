import type { SubmissionReview } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { getSubmissionReview } from '../api/manager.api';
import { Diagnostics } from '../results/Diagnostics';
import { GroupSection } from '../results/GroupSection';
import { arrangeGroups, groupTests, sharedFault } from '../results/result-groups';
import { formatScore, isSettled, resultOfView } from '../results/result-state';
import { SharedFaultNotice } from '../results/SharedFaultNotice';
import { markOfSubmission, StatusMark } from '../results/StatusMark';
import { useIdSet } from '../results/use-id-set';
import { foreignWords } from '../ui/foreign-text';
import { ForeignText, PersonName } from '../ui/ForeignText';
import { formatDateTime } from '../ui/format-time';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { PageError } from '../ui/PageError';
import { useLanguages } from '../ui/use-languages';
import { useTitle } from '../ui/use-title';
import { CodeReader } from './CodeReader';
import { JudgingFacts } from './JudgingFacts';
import { SIGNED_IN } from './session.query';
import './submission-review-page.css';

/** One run or submission with all its evidence. Whatever a candidate wrote is shown as text and nothing else. */
export function SubmissionReviewPage(): ReactElement {
  const { attemptId, submissionId } = useParams({
    from: '/manage/attempts/$attemptId/submissions/$submissionId',
  });
  const { data, error, refetch } = useQuery({
    queryKey: ['manage', 'submission', submissionId],
    queryFn: () => getSubmissionReview(submissionId),
    refetchInterval: (query) =>
      query.state.data !== undefined && isSettled(query.state.data.status) ? false : 1_500,
    meta: SIGNED_IN,
  });
  const language = useLanguages().find((one) => one.id === data?.language);
  useTitle(data === undefined ? 'Submission' : `${foreignWords(data.candidateName)}, ${data.challengeTitle}`);
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
      <Link to="/manage/attempts/$attemptId" params={{ attemptId }} className="manage-back">
        <Icon name="back" size={14} />
        <PersonName name={data.candidateName} />
      </Link>
      <header className="manage-head">
        <div>
          <h1>{data.challengeTitle}</h1>
          <p className="manage-sub">
            <span>{data.mode === 'run' ? 'Run of the sample tests' : 'Submission'}</span>
            <span>{language?.name ?? data.language}</span>
            <span className="tabular">{formatDateTime(data.createdAt)}</span>
            {data.automatic && <span>Submitted by the clock</span>}
          </p>
        </div>
        <Verdict review={data} />
      </header>
      {data.infrastructureErrors.length > 0 && (
        <div className="review-platform">
          <Notice tone="platform" title="The platform failed and tried again. This is never counted.">
            <ul>
              {data.infrastructureErrors.map((one, index) => (
                <li key={index}>
                  <span className="tabular">{formatDateTime(one.at)}</span> <ForeignText text={one.message} />
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      {data.waitsFor !== undefined && (
        <div className="review-platform">
          <Notice tone="info" icon="running" live title="It waits, and goes on by itself">
            {data.waitsFor}
          </Notice>
        </div>
      )}
      <Tests review={data} />
      <section className="review-section" aria-labelledby="code-title">
        <h2 id="code-title">The code</h2>
        <CodeReader id={data.id} files={data.files} readOnly={data.readOnly} language={language} />
      </section>
      <section className="review-section" aria-labelledby="judging-title">
        <h2 id="judging-title">How it was judged</h2>
        <JudgingFacts review={data} />
      </section>
    </main>
  );
}

function Verdict({ review }: { review: SubmissionReview }): ReactElement {
  const mark = markOfSubmission(review.status);
  if (mark !== undefined) return <StatusMark status={mark} />;
  const counts = `${review.passed} of ${review.total} ${review.mode === 'run' ? 'sample tests' : 'tests'} pass`;
  if (review.mode === 'run') return <p className="review-verdict tabular">{counts}</p>;
  return (
    <div className="review-verdict tabular">
      <p>
        <strong data-testid="score">{formatScore(review.score)}</strong>
        <span className="muted"> / 100</span>
      </p>
      <p className="muted">{counts}</p>
    </div>
  );
}

function Tests({ review }: { review: SubmissionReview }): ReactElement {
  const shared = sharedFault(review.tests);
  const [open, toggle] = useIdSet(
    () =>
      new Set(
        review.tests
          .filter((test) => test.status !== 'passed' && test.status !== 'cancelled')
          .slice(0, shared === undefined ? 1 : 0)
          .map((test) => test.id),
      ),
  );
  const [turned, turn] = useIdSet(() => new Set());
  const announced = review.groups.map(({ id, title, weight, visibility }) => ({
    id,
    title,
    weight,
    visibility,
    tests: review.tests.filter((test) => test.group === id).length,
  }));
  const { groups, unplaced } = groupTests(resultOfView(review), announced, new Map());
  const titles = new Map(announced.map((group) => [group.id, group.title]));
  const { shown, folded } = arrangeGroups(groups);
  const rest = unplaced.length === 0 ? [] : [restOf(unplaced)];
  if (review.status === 'build-failed') {
    return (
      <section className="review-section" aria-labelledby="build-title">
        <h2 id="build-title">Build</h2>
        <Diagnostics diagnostics={review.diagnostics} />
      </section>
    );
  }
  return (
    <section className="review-section" aria-labelledby="tests-title">
      <h2 id="tests-title">Tests</h2>
      <div className="review-groups">
        {shared !== undefined && <SharedFaultNotice fault={shared} />}
        {[...shown, ...rest].map((group) => (
          <GroupSection
            key={group.id}
            group={group}
            titles={titles}
            scored={review.mode === 'submission'}
            open={open}
            onToggle={toggle}
            folded={folded.has(group.id) !== turned.has(group.id)}
            onFold={turn}
          />
        ))}
        {groups.length === 0 && rest.length === 0 && <p className="muted">No test has ended yet.</p>}
      </div>
    </section>
  );
}

/** Before the verdict there are no groups yet: what has ended stands together. */
function restOf(
  rows: ReturnType<typeof groupTests>['unplaced'],
): ReturnType<typeof groupTests>['groups'][number] {
  return {
    id: 'so-far',
    title: 'So far',
    weight: 0,
    visibility: 'sample',
    outcome: null,
    rows,
    passed: rows.filter((row) => row.status === 'passed').length,
    ended: rows.filter((row) => row.result !== undefined).length,
    total: rows.length,
  };
}
