import type { ChallengeManifest } from '@assay/contracts';
import type { LanguageRuntime } from '@assay/sandbox';

const MIB = 1024 ** 2;

/**
 * Where a challenge's limits are below what a runtime was measured to need, so that the runtime's count: one sentence for
 * each runtime. Said to authors, since the manifest alone would mislead them.
 */
export function needsNotes(manifest: ChallengeManifest, runtimes: readonly LanguageRuntime[]): string[] {
  const notes = new Map<string, string>();
  for (const { id, runtime, needs } of runtimes) {
    if (!manifest.languages.includes(id)) continue;
    const raised = [
      raise('limits.memory', manifest.limits.memory, needs.memory, mib),
      raise('limits.processes', manifest.limits.processes, needs.processes, String),
      raise('service.start', manifest.service.start, needs.start, seconds),
    ].filter((text) => text !== undefined);
    if (raised.length > 0)
      notes.set(runtime, `${runtime} gets more than the manifest says: ${raised.join('; ')}`);
  }
  return [...notes.values()];
}

function raise(
  name: string,
  given: number,
  needed: number | undefined,
  words: (value: number) => string,
): string | undefined {
  if (needed === undefined || needed <= given) return undefined;
  return `${name} ${words(given)} is below its need, so ${words(needed)} count`;
}

function mib(bytes: number): string {
  return `${String(Math.round(bytes / MIB))}MiB`;
}

function seconds(ms: number): string {
  return ms % 1_000 === 0 ? `${String(ms / 1_000)}s` : `${String(ms)}ms`;
}
