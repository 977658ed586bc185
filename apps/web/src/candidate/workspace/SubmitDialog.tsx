import type { AttemptChallenge } from '@assay/contracts';
import type { ReactElement } from 'react';
import { formatScore } from '../../results/result-state';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

/** Asks before a submission is spent, and tells how many are left. */
export function SubmitDialog({
  open,
  onClose,
  about,
  onSubmit,
}: {
  open: boolean;
  onClose: () => void;
  about: AttemptChallenge;
  onSubmit: () => void;
}): ReactElement {
  const after = about.submissionsLeft - 1;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      confirms
      title={`Submit “${about.title}”?`}
      lead={
        <>
          <p>
            You have <strong className="tabular">{about.submissionsLeft}</strong> of {about.submissionsMax}{' '}
            submissions left; {after === 0 ? 'this is the last one' : `after this one ${after}`}.
          </p>
          <p>
            {about.bestScore === null
              ? 'The best score of all your submissions counts.'
              : `Your best score so far is ${formatScore(about.bestScore)} of 100. It stays if this one is lower.`}
          </p>
        </>
      }
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button tone="primary" icon="send" onClick={onSubmit}>
            Submit
          </Button>
        </>
      }
    />
  );
}
