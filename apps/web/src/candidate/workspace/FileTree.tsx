import { type ReactElement, useState } from 'react';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { ChallengeDesk, DeskState } from './challenge-desk';
import { DeleteFileDialog, FileNameDialog } from './FileDialogs';
import { FileLabel } from './FileLabel';
import { fileRows } from './file-rows';

type Asking = { readonly kind: 'new' } | { readonly kind: 'rename' | 'delete'; readonly path: string } | null;

/** The files, and what can be done with them. */
export function FileTree({ desk, state }: { desk: ChallengeDesk; state: DeskState }): ReactElement {
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => {
    setAsking(null);
  };
  const { active } = state;
  const fixed = active === null || desk.isReadOnly(active);
  return (
    <nav className="file-tree" aria-label="Files">
      <div className="file-tree-head">
        <h3>Files</h3>
        <div>
          <IconButton
            icon="plus"
            label="New file"
            onClick={() => {
              setAsking({ kind: 'new' });
            }}
          />
          <IconButton
            icon="pencil"
            label={active === null ? 'Rename' : `Rename ${active}`}
            disabled={fixed}
            onClick={() => {
              if (active !== null) setAsking({ kind: 'rename', path: active });
            }}
          />
          <IconButton
            icon="trash"
            label={active === null ? 'Delete' : `Delete ${active}`}
            disabled={fixed}
            onClick={() => {
              if (active !== null) setAsking({ kind: 'delete', path: active });
            }}
          />
        </div>
      </div>
      <ul className="file-tree-list">
        {fileRows(state.files.map((file) => file.path)).map((row) => (
          <li key={`${row.kind}:${row.path}`}>
            {row.kind === 'folder' ? (
              <div className="file-entry file-folder" style={{ paddingLeft: indent(row.depth) }}>
                <Icon name="folder" size={14} />
                <span>{row.name}</span>
              </div>
            ) : (
              <button
                type="button"
                className="file-entry"
                style={{ paddingLeft: indent(row.depth) }}
                title={row.path}
                aria-current={row.path === active ? 'true' : undefined}
                onClick={() => {
                  desk.open(row.path);
                }}
                onKeyDown={(event) => {
                  if (desk.isReadOnly(row.path)) return;
                  if (event.key === 'F2') setAsking({ kind: 'rename', path: row.path });
                  if (event.key === 'Delete') setAsking({ kind: 'delete', path: row.path });
                }}
              >
                <FileLabel name={row.name} readOnly={desk.isReadOnly(row.path)} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {asking?.kind === 'new' && (
        <FileNameDialog
          title="New file"
          action="Create"
          initial=""
          onClose={close}
          onName={(path) => desk.create(path)}
        />
      )}
      {asking?.kind === 'rename' && (
        <FileNameDialog
          title={`Rename ${asking.path}`}
          action="Rename"
          initial={asking.path}
          onClose={close}
          onName={(path) => desk.rename(asking.path, path)}
        />
      )}
      {asking?.kind === 'delete' && (
        <DeleteFileDialog
          path={asking.path}
          onClose={close}
          onDelete={() => {
            desk.remove(asking.path);
            close();
          }}
        />
      )}
    </nav>
  );
}

function indent(depth: number): string {
  return `calc(var(--space-2) + ${depth} * 0.65rem)`;
}
