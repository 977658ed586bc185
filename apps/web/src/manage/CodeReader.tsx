import { isReadOnly, type LanguageInfo, type SourceFile } from '@assay/contracts';
import { type CSSProperties, type ReactElement, useMemo, useState } from 'react';
import { FileLabel } from '../candidate/workspace/FileLabel';
import { fileRows } from '../candidate/workspace/file-rows';
import { CodeEditor } from '../editor/CodeEditor';
import { Icon } from '../ui/Icon';
import '../candidate/workspace/editor-pane.css';

/** A submission's files, to read. */
export function CodeReader({
  id,
  files,
  readOnly,
  language,
}: {
  id: string;
  files: readonly SourceFile[];
  /** Entries of the manifest's `readOnly`. */
  readOnly: readonly string[];
  /** The language that they are written in, where it still has a runtime. */
  language: LanguageInfo | undefined;
}): ReactElement {
  const rows = useMemo(() => fileRows(files.map((file) => file.path)), [files]);
  const [chosen, setPath] = useState<string | null>(null);
  const path = chosen ?? (files.find((file) => file.path === language?.entry) ?? files[0])?.path;
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
                  <FileLabel name={row.name} readOnly={isReadOnly(row.path, readOnly)} />
                </button>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <div className="code-reader-text">
        {isReadOnly(path, readOnly) && (
          <p className="editor-read-only">
            <Icon name="lock" size={14} />
            The candidate could read this file and not change it. It was judged as the challenge has it.
          </p>
        )}
        <CodeEditor
          scope={`review/${id}`}
          files={files}
          path={path}
          generation={0}
          language={language}
          readOnly
        />
      </div>
    </div>
  );
}

function lineCount({ content }: SourceFile): number {
  return content.split('\n').length;
}
