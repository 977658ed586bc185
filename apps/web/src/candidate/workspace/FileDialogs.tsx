import { type ReactElement, useId, useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';

export function FileNameDialog({
  title,
  action,
  initial,
  onClose,
  onName,
}: {
  title: string;
  action: string;
  initial: string;
  onClose: () => void;
  /** @returns why the name can't be taken, or undefined when it was */
  onName: (path: string) => string | undefined;
}): ReactElement {
  const form = useId();
  const [path, setPath] = useState(initial);
  const [fault, setFault] = useState<string>();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={form}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="file-name-form"
        onSubmit={(event) => {
          event.preventDefault();
          const refused = onName(path.trim());
          if (refused === undefined) onClose();
          else setFault(refused);
        }}
      >
        <TextField
          label="Path"
          hint="Folders are parted by “/”, such as src/store.ts"
          value={path}
          fault={fault}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setPath(event.target.value);
            setFault(undefined);
          }}
        />
      </form>
    </Dialog>
  );
}

export function DeleteFileDialog({
  path,
  onClose,
  onDelete,
}: {
  path: string;
  onClose: () => void;
  onDelete: () => void;
}): ReactElement {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete ${path}?`}
      lead="Its text is gone then. The starter’s files come back with a reset."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button tone="danger" onClick={onDelete}>
            Delete
          </Button>
        </>
      }
    />
  );
}
