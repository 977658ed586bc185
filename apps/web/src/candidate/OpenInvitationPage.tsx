import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { openInvitation } from '../api/candidate.api';
import { isProblem } from '../api/http';
import { MessagePage, PageError, PageLoading } from '../ui/PageError';
import { useTitle } from '../ui/use-title';

/** Exchanges the link's token for a session, and leads on to the attempt. */
export function OpenInvitationPage(): ReactElement {
  // See invitationUrl: the token stands behind the “#”.
  const [token] = useState(() => location.hash.slice(1));
  const navigate = useNavigate();
  useTitle('Opening your invitation');
  const { mutate, error } = useMutation({
    mutationFn: openInvitation,
    onSuccess: ({ attemptId }) =>
      navigate({ to: '/attempts/$attemptId', params: { attemptId }, replace: true }),
  });
  useEffect(() => {
    mutate(token);
  }, [mutate, token]);
  if (isProblem(error, 'invitation_expired')) {
    return (
      <MessagePage title="This invitation has expired">
        <p>A link works for a limited time. Ask whoever invited you for a new one.</p>
      </MessagePage>
    );
  }
  if (isProblem(error, 'not_found') || isProblem(error, 'invalid_body')) {
    return (
      <MessagePage title="This link does not open anything">
        <p>
          It may have been cut off on its way to you. Copy it whole from your invitation, and if it still does
          not work, ask whoever invited you for a new one.
        </p>
      </MessagePage>
    );
  }
  if (error !== null) {
    return (
      <PageError
        error={error}
        onRetry={() => {
          mutate(token);
        }}
      />
    );
  }
  return <PageLoading label="Opening your invitation" />;
}
