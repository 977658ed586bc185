import type { SourceFile } from '@assay/contracts';
import { type ReactElement, useEffect, useState } from 'react';
import { useEditorSettings } from './editor-settings';
import type { monaco as MonacoApi } from './monaco';
import { MonacoHost } from './MonacoHost';
import { PlainEditor } from './PlainEditor';
import './code-editor.css';

export interface Jump {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** What a runtime says of its language: the entry file, and what the editor calls what is in it. */
export interface EditorLanguage {
  readonly entry: string;
  readonly editor: string;
}

export interface CodeEditorProps {
  /** Tells sets of files apart, such as a challenge in a language: texts of one never show in another. */
  readonly scope: string;
  readonly files: readonly SourceFile[];
  readonly path: string;
  /** Another number says that the files were replaced by other means than typing here. */
  readonly generation: number;
  /** The language of the files whose names end like the entry file; Monaco knows the others by their names. */
  readonly language?: EditorLanguage | undefined;
  readonly readOnly?: boolean;
  readonly onChange?: (path: string, content: string) => void;
  /** Where to put the cursor; a new object jumps again. */
  readonly jump?: Jump | null;
}

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly monaco: typeof MonacoApi }
  | { readonly kind: 'failed' };

let loading: Promise<typeof MonacoApi> | undefined;

/** Loads Monaco once; after a failure the next editor tries again. */
function loadMonaco(): Promise<typeof MonacoApi> {
  loading ??= import('./monaco').then(
    (module) => module.monaco,
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Monaco; until it is there, and where it can't be had, a plain text area on the same text. */
export function CodeEditor(props: CodeEditorProps): ReactElement {
  const { plain } = useEditorSettings();
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    let gone = false;
    loadMonaco().then(
      (monaco) => {
        if (!gone) setLoaded({ kind: 'ready', monaco });
      },
      () => {
        if (!gone) setLoaded({ kind: 'failed' });
      },
    );
    return () => {
      gone = true;
    };
  }, []);
  return (
    <div className="code-editor" data-testid="editor" data-editor={plain ? 'plain' : loaded.kind}>
      {loaded.kind === 'ready' && !plain ? (
        <MonacoHost {...props} monaco={loaded.monaco} />
      ) : (
        <>
          {loaded.kind === 'failed' && !plain && (
            <p className="code-editor-note" role="status">
              The full editor could not be loaded. This plain one saves and submits just the same.
            </p>
          )}
          <PlainEditor {...props} />
        </>
      )}
    </div>
  );
}
