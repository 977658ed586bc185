import type { SourceFile } from '@assay/contracts';
import { type CSSProperties, type ReactElement, useMemo, useState } from 'react';
import { fileRows } from '../candidate/workspace/file-rows';
import { CodeEditor } from '../editor/CodeEditor';
import { Icon } from '../ui/Icon';
import '../candidate/workspace/editor-pane.css';

/** A submission's files, to read. */
export function CodeReader({ id, files }: { id: string; files: readonly SourceFile[] }): ReactElement {
  const rows = useMemo(() => fileRows(files.map((file) => file.path)), [files]);
  const [path, setPath] = useState(
    () => (files.find((file) => /^main\.[a-z]+$/.test(file.path)) ?? files[0])?.path,
  );
  // As tall as the longest file, within bounds, so that it stays in place from file to file.
  const lines = useMemo(() => Math.max(rows.length, ...files.map(lineCount)), [rows, files]);
  if (path === undefined) return <p className="muted">There are no files.</p>;
  return (
    <div className="card code-reader" style={{ '--lines': lines } as CSSProperties}>
      <nav className="file-tree" aria-label="Files">
        <ul className="file-tree-list">
          {rows.map((row) => (
            <li key={`${row.kind}:${row.path}`}>
              {row.kind === 'folder' ? (
                <div
                  className="file-entry file-folder"
                  style={{ paddingLeft: `${0.5 + row.depth * 0.65}rem` }}
                >
                  <Icon name="folder" size={14} />
                  <span>{row.name}</span>
                </div>
              ) : (
                <button
                  type="button"
                  className="file-entry"
                  style={{ paddingLeft: `${0.5 + row.depth * 0.65}rem` }}
                  aria-current={row.path === path ? 'true' : undefined}
                  onClick={() => {
                    setPath(row.path);
                  }}
                >
                  <Icon name="file" size={14} />
                  <span>{row.name}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <div className="code-reader-text">
        <CodeEditor scope={`review/${id}`} files={files} path={path} generation={0} readOnly />
      </div>
    </div>
  );
}

function lineCount({ content }: SourceFile): number {
  return content.split('\n').length;
}
