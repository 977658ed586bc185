import type { AttemptReview } from '@assay/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import { addExtraTime } from '../api/manager.api';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/Field';
import { Notice } from '../ui/Notice';
import { foreignWords } from '../ui/foreign-text';
import { errorWords } from '../ui/PageError';

export function ExtraTimeDialog({
  attempt,
  onClose,
}: {
  attempt: AttemptReview;
  onClose: () => void;
}): ReactElement {
  const form = useId();
  const client = useQueryClient();
  const [minutes, setMinutes] = useState('15');
  const add = useMutation({
    mutationFn: () => addExtraTime(attempt.id, Number(minutes)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['manage'] });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Give extra time"
      lead={
        attempt.state === 'started'
          ? `It is added to the clock of ${foreignWords(attempt.candidateName)} at once, on the open page too.`
          : `It is added to the time that ${foreignWords(attempt.candidateName)} will have.`
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={form} busy={add.isPending}>
            Add the time
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="invite-form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        {add.error !== null && (
          <Notice tone="bad" live>
            {errorWords(add.error).detail}
          </Notice>
        )}
        <TextField
          label="Minutes"
          hint="1 to 240"
          type="number"
          min={1}
          max={240}
          required
          value={minutes}
          onChange={(event) => {
            setMinutes(event.target.value);
          }}
        />
      </form>
    </Dialog>
  );
}
