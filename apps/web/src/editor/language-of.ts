import type { EditorLanguage } from './editor-props';

/** What the runtime calls a file that ends like its entry file; undefined for others, which Monaco knows by their names. */
export function languageOf(path: string, language: EditorLanguage | undefined): string | undefined {
  if (language === undefined) return undefined;
  const ending = /\.[^./]+$/;
  const [ofEntry] = ending.exec(language.entry) ?? [];
  const [ofPath] = ending.exec(path) ?? [];
  return ofEntry !== undefined && ofEntry === ofPath ? language.editor : undefined;
}
