import { useParams } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense } from 'react';
import { ProblemError } from '../api/http';
import { MessagePage, PageError, PageLoading } from '../ui/PageError';
import { useAttempt } from './attempt.query';
import { FinishedPage } from './FinishedPage';
import { RulesPage } from './RulesPage';

const Workspace = lazy(async () => ({ default: (await import('./workspace/Workspace')).Workspace }));

/** A candidate's attempt: the rules before it, the workspace during it, the results after it. */
export function AttemptPage(): ReactElement {
  const { attemptId } = useParams({ from: '/attempts/$attemptId' });
  const { data, error, refetch } = useAttempt(attemptId);
  // With data at hand an error is a lost connection, which the workspace shows by itself.
  if (data === undefined) {
    if (error instanceof ProblemError && [401, 403, 404].includes(error.problem.status)) {
      return (
        <MessagePage title="Open this page from your invitation">
          <p>
            This browser has no access to the attempt. Use the link in your invitation: it brings you back to
            where you were, with all that was saved.
          </p>
        </MessagePage>
      );
    }
    if (error !== null) return <PageError error={error} onRetry={() => void refetch()} />;
    return <PageLoading label="Opening the assessment" />;
  }
  switch (data.view.state) {
    case 'ready':
      return <RulesPage attempt={data.view} />;
    case 'started':
      return (
        <Suspense fallback={<PageLoading label="Opening the workspace" />}>
          <Workspace attempt={data.view} clock={data.clock} />
        </Suspense>
      );
    case 'finished':
      return <FinishedPage attempt={data.view} />;
  }
}
