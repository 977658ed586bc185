import type { SourceFile } from '@assay/contracts';
import type { editor, IDisposable } from 'monaco-editor/editor/editor.api';
import { type ReactElement, useEffect, useRef } from 'react';
import { useIsDark } from '../ui/theme';
import type { CodeEditorProps, EditorLanguage } from './editor-props';
import { useEditorSettings } from './editor-settings';
import { languageOf } from './language-of';
import type { monaco as MonacoApi } from './monaco';

type Monaco = typeof MonacoApi;

/** One Monaco editor over one model for each file, so that every file keeps its own undo, cursor and scroll. */
export function MonacoHost({
  monaco,
  scope,
  files,
  path,
  generation,
  language,
  readOnly = false,
  readOnlyReason,
  onChange,
  jump,
}: CodeEditorProps & { monaco: Monaco }): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const editorRef = useRef<editor.IStandaloneCodeEditor>(null);
  const views = useRef(new Map<string, editor.ICodeEditorViewState>());
  const settings = useEditorSettings();
  const dark = useIsDark();
  const listener = useRef(onChange);
  const shownGeneration = useRef(generation);

  useEffect(() => {
    listener.current = onChange;
  }, [onChange]);

  useEffect(() => {
    if (host.current === null) return;
    const made = monaco.editor.create(host.current, {
      model: null,
      automaticLayout: true,
      // A text area takes what dictation and assistive tools send as one piece: see keepTextsWhole.
      editContext: false,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      fixedOverflowWidgets: true,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
      fontLigatures: false,
      padding: { top: 10, bottom: 10 },
      renderLineHighlight: 'line',
      // A dimmed last line number would be too faint to read.
      renderFinalNewline: 'on',
      stickyScroll: { enabled: false },
      overviewRulerLanes: 0,
      overviewRulerBorder: false,
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
      quickSuggestions: { other: true, comments: false, strings: false },
      'semanticHighlighting.enabled': false,
      // Signs that hide, or that show others in another order, are marked wherever they stand.
      renderControlCharacters: true,
      unicodeHighlight: {
        invisibleCharacters: true,
        ambiguousCharacters: true,
        includeComments: true,
        includeStrings: true,
      },
      // A file with U+2028 in it is shown, and not asked about in a dialog of the browser's.
      unusualLineTerminators: 'off',
    });
    editorRef.current = made;
    const leaving = leaveWithTab(monaco, made);
    const texts = keepTextsWhole(host.current, made);
    return () => {
      leaving.dispose();
      texts.dispose();
      made.dispose();
      editorRef.current = null;
    };
  }, [monaco]);

  useEffect(() => {
    monaco.editor.setTheme(dark ? 'assay-dark' : 'assay-light');
  }, [monaco, dark]);

  useEffect(() => {
    editorRef.current?.updateOptions({
      readOnly,
      domReadOnly: readOnly,
      ...(readOnlyReason === undefined ? {} : { readOnlyMessage: { value: readOnlyReason } }),
      // What a reader only reads was written by a stranger: no address in it is a link, and no comment in it is Markdown.
      links: !readOnly,
      hover: { enabled: readOnly ? 'off' : 'on' },
      fontSize: settings.fontSize,
      lineHeight: Math.round(settings.fontSize * 1.5),
      wordWrap: settings.wordWrap ? 'on' : 'off',
    });
  }, [readOnly, readOnlyReason, settings]);

  useEffect(() => {
    const replace = shownGeneration.current !== generation;
    shownGeneration.current = generation;
    syncModels(monaco, scope, files, language, replace, (changedPath, content) =>
      listener.current?.(changedPath, content),
    );
  }, [monaco, scope, files, language, generation]);
  useEffect(() => {
    for (const model of modelsOf(monaco, scope)) {
      if (settings.tabSize === 0) model.detectIndentation(true, 2);
      else model.updateOptions({ tabSize: settings.tabSize });
    }
  }, [monaco, scope, path, settings.tabSize]);
  useEffect(
    () => () => {
      for (const model of modelsOf(monaco, scope)) model.dispose();
    },
    [monaco, scope],
  );

  useEffect(() => {
    const current = editorRef.current;
    const uri = uriOf(monaco, scope, path);
    const held = views.current;
    if (current === null) return;
    current.setModel(monaco.editor.getModel(uri));
    current.updateOptions({ ariaLabel: `Code, ${path}. Press Escape, then Tab to leave the editor.` });
    const view = held.get(uri.toString());
    if (view !== undefined) current.restoreViewState(view);
    return () => {
      const state = current.saveViewState();
      if (state !== null) held.set(uri.toString(), state);
    };
    // `files` is left out: a new text of the same file keeps its model.
  }, [monaco, scope, path]);

  useEffect(() => {
    const current = editorRef.current;
    if (current === null || jump?.path !== path) return;
    const position = { lineNumber: jump.line, column: jump.column };
    current.setPosition(position);
    current.revealPositionInCenterIfOutsideViewport(position);
    current.focus();
  }, [jump, path]);

  return <div className="monaco-host" ref={host} />;
}

function uriOf(monaco: Monaco, scope: string, path: string) {
  return monaco.Uri.from({ scheme: 'file', path: `/${scope}/${path}` });
}

function modelsOf(monaco: Monaco, scope: string): editor.ITextModel[] {
  const prefix = monaco.Uri.from({ scheme: 'file', path: `/${scope}/` }).path;
  return monaco.editor.getModels().filter((model) => model.uri.path.startsWith(prefix));
}

/**
 * Makes the models match the files. The text of a model that is there already is taken over only where the files were
 * replaced (`replace`): otherwise it comes from this very editor, and may be newer by a key.
 */
function syncModels(
  monaco: Monaco,
  scope: string,
  files: readonly SourceFile[],
  language: EditorLanguage | undefined,
  replace: boolean,
  changed: (path: string, content: string) => void,
): void {
  const wanted = new Set(files.map((file) => uriOf(monaco, scope, file.path).toString()));
  for (const model of modelsOf(monaco, scope)) if (!wanted.has(model.uri.toString())) model.dispose();
  for (const file of files) {
    const uri = uriOf(monaco, scope, file.path);
    const held = monaco.editor.getModel(uri);
    const named = languageOf(file.path, language);
    if (held === null) {
      // Without a name Monaco goes by the file's.
      const model = monaco.editor.createModel(file.content, named, uri);
      model.onDidChangeContent(() => {
        changed(file.path, model.getValue(monaco.editor.EndOfLinePreference.LF));
      });
    } else {
      if (named !== undefined && held.getLanguageId() !== named) monaco.editor.setModelLanguage(held, named);
      if (!replace || held.getValue() === file.content) continue;
      // As an edit, so that the editor's own undo can take it back.
      held.pushEditOperations([], [{ range: held.getFullModelRange(), text: file.content }], () => null);
    }
  }
}

/**
 * Text of several lines that arrives at once, as dictation and assistive tools send it, is taken as it is. Monaco would
 * take it for keys pressed one by one, and indent each line once more.
 */
function keepTextsWhole(host: HTMLElement, made: editor.IStandaloneCodeEditor): IDisposable {
  const take = (event: InputEvent): void => {
    if (event.inputType !== 'insertText' || event.data?.includes('\n') !== true) return;
    event.preventDefault();
    event.stopPropagation();
    made.trigger('keyboard', 'paste', { text: event.data, pasteOnNewLine: false, multicursorText: null });
  };
  host.addEventListener('beforeinput', take, { capture: true });
  return {
    dispose: () => {
      host.removeEventListener('beforeinput', take, { capture: true });
    },
  };
}

/** Escape lets the next Tab leave the editor; any other key takes that back. */
function leaveWithTab(monaco: Monaco, made: editor.IStandaloneCodeEditor): IDisposable {
  const { Escape, Tab, Shift } = monaco.KeyCode;
  const keys = made.onKeyDown((event) => {
    if (event.keyCode === Escape) made.updateOptions({ tabFocusMode: true });
    else if (event.keyCode !== Tab && event.keyCode !== Shift) made.updateOptions({ tabFocusMode: false });
  });
  // Said late, and so not enough alone for a focus that comes back at once.
  const blurs = made.onDidBlurEditorWidget(() => {
    made.updateOptions({ tabFocusMode: false });
  });
  const focuses = made.onDidFocusEditorText(() => {
    made.updateOptions({ tabFocusMode: false });
  });
  return {
    dispose: () => {
      for (const listener of [keys, blurs, focuses]) listener.dispose();
    },
  };
}
