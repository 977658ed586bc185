import type { SourceFile } from '@assay/contracts';

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
  /** Said to whoever types in what is read-only. */
  readonly readOnlyReason?: string;
  readonly onChange?: (path: string, content: string) => void;
  /** Where to put the cursor; a new object jumps again. */
  readonly jump?: Jump | null;
}
