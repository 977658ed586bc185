import { type ReactElement, useEffect, useRef } from 'react';
import type { CodeEditorProps } from './editor-props';
import { useEditorSettings } from './editor-settings';

/** A text area: works with every browser and every aid. Tab leaves it, as in any form. */
export function PlainEditor({
  files,
  path,
  readOnly = false,
  onChange,
  jump,
}: CodeEditorProps): ReactElement {
  const { fontSize, tabSize, wordWrap } = useEditorSettings();
  const area = useRef<HTMLTextAreaElement>(null);
  const content = files.find((file) => file.path === path)?.content ?? '';
  useEffect(() => {
    const element = area.current;
    if (element === null || jump?.path !== path) return;
    const before = element.value.split('\n').slice(0, jump.line - 1);
    const at = before.reduce((sum, line) => sum + line.length + 1, 0) + jump.column - 1;
    element.focus();
    element.setSelectionRange(at, at);
  }, [jump, path]);
  return (
    <textarea
      ref={area}
      className="plain-editor"
      aria-label={`Code, ${path}`}
      value={content}
      readOnly={readOnly}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      wrap={wordWrap ? 'soft' : 'off'}
      style={{ fontSize: `${fontSize}px`, tabSize: tabSize === 0 ? 2 : tabSize }}
      onChange={(event) => onChange?.(path, event.target.value)}
    />
  );
}
