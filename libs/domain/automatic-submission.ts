import { sourceFilesFault, type Language, type SourceFile } from '@assay/contracts';

export interface SavedWork {
  readonly language: Language;
  readonly files: readonly SourceFile[];
  readonly savedAt: Date;
}

export interface HandedIn {
  readonly language: Language;
  readonly files: readonly SourceFile[];
}

/** Whether two sets of files are the same, whatever their order. */
export function sameFiles(left: readonly SourceFile[], right: readonly SourceFile[]): boolean {
  if (left.length !== right.length) return false;
  const contents = new Map(right.map((file) => [file.path, file.content]));
  return left.every((file) => contents.get(file.path) === file.content);
}

/**
 * What is handed in for one challenge when an attempt ends: the work saved last, unless it is what was submitted last,
 * or could not be submitted (all files empty).
 */
export function workToHandIn(saved: readonly SavedWork[], last: HandedIn | undefined): SavedWork | undefined {
  const latest = [...saved].sort((a, b) => b.savedAt.getTime() - a.savedAt.getTime())[0];
  if (latest === undefined || sourceFilesFault(latest.files) !== undefined) return undefined;
  if (last?.language === latest.language && sameFiles(last.files, latest.files)) return undefined;
  return latest;
}
