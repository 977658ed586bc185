import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { ConnectionError, ProblemError } from '../api/http';
import { Button } from './Button';
import { Logo } from './Logo';
import './page-error.css';

/** What to say about an error that ended a page's loading. */
export function errorWords(error: unknown): { title: string; detail: string; reference?: string } {
  if (error instanceof ProblemError) {
    const { title, detail, requestId } = error.problem;
    return { title, detail, ...(error.problem.status >= 500 ? { reference: requestId } : {}) };
  }
  if (error instanceof ConnectionError) return { title: 'No connection', detail: error.message };
  return {
    title: 'Something failed on this page',
    detail: error instanceof Error ? error.message : 'Reload the page to go on.',
  };
}

/** A whole page that says what happened and what to do. */
export function MessagePage({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}): ReactElement {
  return (
    <main className="message-page">
      <Link to="/" className="message-page-home">
        <Logo />
      </Link>
      <h1>{title}</h1>
      <div className="message-page-body">{children}</div>
      {actions !== undefined && <div className="message-page-actions">{actions}</div>}
    </main>
  );
}

export function PageError({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactElement {
  const words = errorWords(error);
  return (
    <MessagePage
      title={words.title}
      actions={
        <Button
          tone="primary"
          onClick={
            onRetry ??
            (() => {
              location.reload();
            })
          }
        >
          Try again
        </Button>
      }
    >
      <p>{words.detail}</p>
      {words.reference !== undefined && (
        <p className="muted">
          If it stays, pass this on: <code>{words.reference}</code>
        </p>
      )}
    </MessagePage>
  );
}

export function NotFoundPage(): ReactElement {
  return (
    <MessagePage
      title="There is nothing here"
      actions={
        <Link to="/" className="button button-primary button-medium">
          To the first page
        </Link>
      }
    >
      <p>
        The address may be cut off or out of date. If you came from an invitation, use its link again, whole.
      </p>
    </MessagePage>
  );
}

export function PageLoading({ label = 'Loading' }: { label?: string }): ReactElement {
  return (
    <main className="page-loading" aria-busy="true">
      <Logo size={36} wordmark={false} />
      <p role="status">{label}…</p>
    </main>
  );
}
