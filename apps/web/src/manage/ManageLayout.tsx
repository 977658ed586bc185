import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { signOut, signOutEverywhere } from '../api/manager.api';
import { Button } from '../ui/Button';
import { ActionMenu, MenuAction } from '../ui/Menu';
import { PageBar } from '../ui/PageBar';
import { PageError, PageLoading } from '../ui/PageError';
import { sessionQuery } from './session.query';
import { SignInForm } from './SignInForm';
import './manage.css';

/** What all of a manager's pages share. Without a session it shows the sign-in in their place, and then goes on there. */
export function ManageLayout(): ReactElement {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const leave = useMutation({
    mutationFn: (where: 'here' | 'everywhere') => (where === 'here' ? signOut() : signOutEverywhere()),
    onSuccess: () => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, null);
    },
  });
  if (session.data === undefined) {
    return session.error === null ? (
      <PageLoading />
    ) : (
      <PageError error={session.error} onRetry={() => void session.refetch()} />
    );
  }
  if (session.data === null) {
    return (
      <>
        <PageBar home="/" />
        <main id="main" className="sign-in-page">
          <h1>Sign in to review</h1>
          <SignInForm />
        </main>
      </>
    );
  }
  return (
    <>
      <PageBar
        home="/manage"
        places={
          <>
            <Link to="/manage" activeOptions={{ exact: true }}>
              Candidates
            </Link>
            <Link to="/manage/platform">Platform</Link>
          </>
        }
      >
        <span className="manage-who">
          {session.data.name}
          <span className="muted"> {session.data.organisation}</span>
        </span>
        <ActionMenu
          trigger={
            <Button size="small" tone="quiet" icon="down" busy={leave.isPending}>
              Sign out
            </Button>
          }
        >
          <MenuAction
            icon="lock"
            onSelect={() => {
              leave.mutate('here');
            }}
          >
            In this browser
          </MenuAction>
          <MenuAction
            icon="lock"
            onSelect={() => {
              leave.mutate('everywhere');
            }}
          >
            Everywhere, in all browsers
          </MenuAction>
        </ActionMenu>
      </PageBar>
      <Outlet />
    </>
  );
}
