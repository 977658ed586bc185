import { type ReactElement, useEffect, useState } from 'react';
import type { CodeEditorProps } from './editor-props';
import { useEditorSettings } from './editor-settings';
import type { monaco as MonacoApi } from './monaco';
import { MonacoHost } from './MonacoHost';
import { PlainEditor } from './PlainEditor';
import './code-editor.css';

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
