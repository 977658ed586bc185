import type { AttemptView } from '@assay/contracts';
import type { ReactElement } from 'react';
import { formatScore } from '../../results/result-state';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import './finish-dialog.css';

/** Asks before the end, and says what stands. */
export function FinishDialog({
  open,
  onClose,
  attempt,
  busy,
  fault,
  onFinish,
}: {
  open: boolean;
  onClose: () => void;
  attempt: AttemptView;
  busy: boolean;
  fault: string | null;
  onFinish: () => void;
}): ReactElement {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Finish the assessment?"
      lead="You can’t come back to the challenges afterwards. What is saved and was not submitted is submitted now."
      actions={
        <>
          <Button onClick={onClose}>Keep working</Button>
          <Button tone="primary" busy={busy} onClick={onFinish}>
            Finish now
          </Button>
        </>
      }
    >
      <ul className="finish-list">
        {attempt.challenges.map((challenge) => (
          <li key={challenge.slug}>
            <span>{challenge.title}</span>
            <span className="tabular">
              {challenge.bestScore === null
                ? 'no score yet'
                : `best ${formatScore(challenge.bestScore)} of 100`}
            </span>
          </li>
        ))}
      </ul>
      {fault !== null && (
        <Notice tone="bad" live>
          {fault}
        </Notice>
      )}
    </Dialog>
  );
}
