import type { SourceFile } from '@assay/contracts';
import { type ReactElement, useMemo, useState } from 'react';
import { SideBySide } from '../../results/SideBySide';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { formatTime } from '../../ui/format-time';
import { differences } from '../drafts/draft-reconciliation';
import type { SaveState } from '../drafts/draft-saver';
import './conflict-dialog.css';

/** Two windows changed the same files: shows both sides, and lets the candidate choose. Nothing is lost before. */
export function ConflictDialog({
  save,
  mine,
  onResolve,
}: {
  save: SaveState;
  mine: readonly SourceFile[];
  onResolve: (choice: 'mine' | 'theirs') => void;
}): ReactElement | null {
  const theirs = save.kind === 'conflict' ? save.theirs : null;
  const files = useMemo(() => (theirs === null ? [] : differences(mine, theirs.files)), [mine, theirs]);
  const [path, setPath] = useState<string | null>(null);
  if (theirs === null) return null;
  const shown = files.find((file) => file.path === path) ?? files[0];
  return (
    <Dialog
      open
      modalChoice
      wide
      onClose={() => undefined}
      title="These files were changed in another window"
      lead={
        <p>
          On the left is what you see here, on the right what was saved from elsewhere
          {theirs.savedAt !== null && ` at ${formatTime(theirs.savedAt)}`}. Choose which to go on with.
        </p>
      }
      actions={
        <>
          <Button
            onClick={() => {
              onResolve('theirs');
            }}
          >
            Take the saved one
          </Button>
          <Button
            tone="primary"
            onClick={() => {
              onResolve('mine');
            }}
          >
            Keep what is here
          </Button>
        </>
      }
    >
      <ul className="conflict-files" aria-label="Files that differ">
        {files.map((file) => (
          <li key={file.path}>
            <button
              type="button"
              aria-pressed={file === shown}
              onClick={() => {
                setPath(file.path);
              }}
            >
              {file.path}
            </button>
          </li>
        ))}
      </ul>
      {shown !== undefined && (
        <SideBySide
          left={shown.mine ?? 'There is no such file here.'}
          right={shown.theirs ?? 'There is no such file there.'}
          leftTitle="In this window"
          rightTitle="Saved from elsewhere"
          neutral
        />
      )}
    </Dialog>
  );
}
