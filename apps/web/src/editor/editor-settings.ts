import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { readText, writeText } from '../ui/preferences';

const editorSettingsSchema = z.object({
  /** Pixels. */
  fontSize: z.int().min(10).max(28).catch(14),
  /** Columns. 0: as the file has it. */
  tabSize: z.union([z.literal(0), z.literal(2), z.literal(4), z.literal(8)]).catch(0),
  wordWrap: z.boolean().catch(false),
  /** A plain text area in Monaco's place, by choice. */
  plain: z.boolean().catch(false),
});
export type EditorSettings = z.infer<typeof editorSettingsSchema>;

const listeners = new Set<() => void>();
let current: EditorSettings | undefined;

function read(): EditorSettings {
  current ??= editorSettingsSchema.parse(parsed(readText('editor')));
  return current;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}') as unknown;
  } catch {
    // Not ours: the schema's fallbacks apply.
    return {};
  }
}

export function changeEditorSettings(change: Partial<EditorSettings>): void {
  current = { ...read(), ...change };
  writeText('editor', JSON.stringify(current));
  for (const listener of listeners) listener();
}

export function useEditorSettings(): EditorSettings {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}
