import type { CreatedInvitation } from '@assay/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import { createInvitation, listAssessments } from '../api/manager.api';
import { ProblemError } from '../api/http';
import { formatDuration } from '../candidate/clock/remaining-time';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { SelectField, TextField } from '../ui/Field';
import { formatDateTime } from '../ui/format-time';
import { Notice } from '../ui/Notice';
import { foreignWords } from '../ui/foreign-text';
import { errorWords } from '../ui/PageError';
import { SIGNED_IN } from './session.query';
import './invite-dialog.css';

/** Makes an invitation, and shows its link the one time that it can be shown. */
export function InviteDialog({ onClose }: { onClose: () => void }): ReactElement {
  const form = useId();
  const client = useQueryClient();
  const [made, setMade] = useState<CreatedInvitation | null>(null);
  const [values, setValues] = useState({
    assessmentId: '',
    candidateName: '',
    candidateEmail: '',
    expiresInDays: 14,
  });
  const assessments = useQuery({
    queryKey: ['manage', 'assessments'],
    queryFn: listAssessments,
    meta: SIGNED_IN,
  });
  const assessmentId = values.assessmentId === '' ? (assessments.data?.[0]?.id ?? '') : values.assessmentId;
  const invite = useMutation({
    mutationFn: createInvitation,
    onSuccess: (invitation) => {
      setMade(invitation);
      void client.invalidateQueries({ queryKey: ['manage', 'attempts'] });
    },
  });
  if (made !== null)
    return <InvitationLink invitation={made} name={values.candidateName} onClose={onClose} />;
  const error = invite.error ?? assessments.error;
  const faultOf = (path: string): string | undefined =>
    invite.error instanceof ProblemError
      ? invite.error.problem.issues?.find((issue) => issue.path === path)?.message
      : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite a candidate"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            type="submit"
            form={form}
            busy={invite.isPending}
            disabled={assessmentId === ''}
          >
            Create the link
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="invite-form"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate({ ...values, assessmentId });
        }}
      >
        {error !== null && (
          <Notice tone="bad" live>
            {errorWords(error).detail}
          </Notice>
        )}
        <SelectField
          label="Assessment"
          value={assessmentId}
          onChange={(event) => {
            setValues({ ...values, assessmentId: event.target.value });
          }}
        >
          {(assessments.data ?? []).map((assessment) => (
            <option key={assessment.id} value={assessment.id}>
              {assessment.title}, {formatDuration(assessment.durationMs)}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Name"
          required
          maxLength={120}
          autoComplete="off"
          value={values.candidateName}
          fault={faultOf('candidateName')}
          onChange={(event) => {
            setValues({ ...values, candidateName: event.target.value });
          }}
        />
        <TextField
          label="E-mail address"
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          value={values.candidateEmail}
          fault={faultOf('candidateEmail')}
          onChange={(event) => {
            setValues({ ...values, candidateEmail: event.target.value });
          }}
        />
        <TextField
          label="The link works for"
          hint="Days, 1 to 90"
          type="number"
          required
          min={1}
          max={90}
          value={values.expiresInDays}
          fault={faultOf('expiresInDays')}
          onChange={(event) => {
            setValues({ ...values, expiresInDays: event.target.valueAsNumber || 1 });
          }}
        />
      </form>
    </Dialog>
  );
}

function InvitationLink({
  invitation,
  name,
  onClose,
}: {
  invitation: CreatedInvitation;
  name: string;
  onClose: () => void;
}): ReactElement {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  return (
    <Dialog
      open
      modalChoice
      onClose={onClose}
      title={`The link for ${foreignWords(name)}`}
      lead={`It is shown this once, since only a fingerprint of it is kept. It works until ${formatDateTime(invitation.expiresAt)}.`}
      actions={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="invite-link">
        <input
          className="input mono"
          readOnly
          aria-label="Invitation link"
          value={invitation.url}
          onFocus={(event) => {
            event.target.select();
          }}
        />
        <Button
          icon={copied === 'yes' ? 'check' : 'copy'}
          onClick={() => {
            navigator.clipboard.writeText(invitation.url).then(
              () => {
                setCopied('yes');
              },
              () => {
                setCopied('failed');
              },
            );
          }}
        >
          {copied === 'yes' ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p role="status" className="invite-copied">
        {copied === 'failed' && 'This browser did not allow the copy. Select the link and copy it by hand.'}
        {copied === 'yes' && 'The link is on the clipboard.'}
      </p>
    </Dialog>
  );
}
