import type { Kind, SourceFile, SubjectGo } from '@assay/contracts';
import { entryOf, type LanguageRuntime } from '@assay/sandbox';

/** Answers `POST /run` by starting a program anew: see sandbox/base/init/assay-run.c. */
const PROGRAM_HOST = ['/usr/local/bin/assay-run', '--'];

/**
 * What a subject's waiting process is handed for a challenge of this kind. Undefined where the runtime does not say how
 * it serves the kind.
 */
export function subjectWork(
  runtime: LanguageRuntime,
  kind: Kind,
  files: readonly SourceFile[],
): SubjectGo | undefined {
  const entry = entryOf(runtime, kind);
  if (entry === undefined) return undefined;
  const work = { type: 'go' as const, language: runtime.id, entry, files: [...files] };
  if (kind === 'function') return { ...work, kind, exec: [...(runtime.function?.command ?? [])] };
  if (kind === 'program') return { ...work, kind, exec: [...PROGRAM_HOST, ...(runtime.program ?? [])] };
  return { ...work, kind: 'service' };
}
