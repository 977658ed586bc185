import type * as Monaco from 'monaco-editor/editor/editor.api';

/** Monaco takes its colours as numbers, not as the page's custom properties; these are the same as in tokens.css. */
export function defineThemes(monaco: typeof Monaco): void {
  monaco.editor.defineTheme('assay-light', {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '5f6b63', fontStyle: 'italic' },
      { token: 'keyword', foreground: '7a2aa8' },
      { token: 'string', foreground: '176a3d' },
      { token: 'number', foreground: '8f3a0a' },
      { token: 'regexp', foreground: '8f3a0a' },
      { token: 'type', foreground: '1d5a82' },
      { token: 'identifier', foreground: '1a1b1d' },
      { token: 'delimiter', foreground: '4c4d52' },
    ],
    colors: {
      'editor.background': '#ffffff',
      'editor.foreground': '#1a1b1d',
      'editorLineNumber.foreground': '#74757b',
      'editorLineNumber.activeForeground': '#1a1b1d',
      'editor.lineHighlightBackground': '#f7f6f2',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#cdd7fb',
      'editorCursor.foreground': '#2b4acb',
      'editorIndentGuide.background1': '#e9e7e0',
      'editorWidget.background': '#ffffff',
      'editorWidget.border': '#e1dfd7',
      focusBorder: '#2b4acb',
    },
  });
  monaco.editor.defineTheme('assay-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '8d9a91', fontStyle: 'italic' },
      { token: 'keyword', foreground: 'd0a2f5' },
      { token: 'string', foreground: '8fd6a8' },
      { token: 'number', foreground: 'f6b27a' },
      { token: 'regexp', foreground: 'f6b27a' },
      { token: 'type', foreground: '8cc8ec' },
      { token: 'identifier', foreground: 'eceded' },
      { token: 'delimiter', foreground: 'b8bbc0' },
    ],
    colors: {
      'editor.background': '#1a1c1f',
      'editor.foreground': '#eceded',
      'editorLineNumber.foreground': '#868a91',
      'editorLineNumber.activeForeground': '#eceded',
      'editor.lineHighlightBackground': '#202327',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#35437c',
      'editorCursor.foreground': '#a3b6ff',
      'editorIndentGuide.background1': '#2c2f34',
      'editorWidget.background': '#1f2226',
      'editorWidget.border': '#2c2f34',
      focusBorder: '#a3b6ff',
    },
  });
}
