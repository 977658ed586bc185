import { stat } from 'node:fs/promises';
import path from 'node:path';
import { loadChallenge, type LoadedChallenge } from '@assay/challenges';
import type { ChallengeFault } from '@assay/contracts';
import { UsageError } from './exit';

/** One line for each fault: file, line, what is wrong. */
export function faultLines(dir: string, faults: readonly ChallengeFault[]): string {
  return faults
    .map((fault) => {
      const place = fault.line === null ? fault.file : `${fault.file}:${String(fault.line)}`;
      return `${path.join(dir, place)}: ${fault.message}`;
    })
    .join('\n');
}

async function isFolder(candidate: string): Promise<boolean> {
  return stat(candidate).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The folder of a challenge that is named by slug or by path. @throws UsageError */
export async function challengeFolder(name: string, challengesDir: string): Promise<string> {
  const bySlug = path.join(challengesDir, name);
  if (!name.includes('/') && (await isFolder(bySlug))) return bySlug;
  const byPath = path.resolve(name);
  if (await isFolder(byPath)) return byPath;
  throw new UsageError(
    `There is no challenge "${name}": neither a folder in ${challengesDir} nor a path. "assay lint" lists those that there are.`,
  );
}

/** Loads a challenge that is named by slug or by path. @throws UsageError with file and line of each fault */
export async function loadChallengeArgument(
  name: string,
  challengesDir: string,
  languages: readonly string[],
): Promise<LoadedChallenge> {
  const dir = await challengeFolder(name, challengesDir);
  const result = await loadChallenge(dir, { languages });
  if (!result.ok)
    throw new UsageError(
      `The challenge has faults:\n${faultLines(path.relative(process.cwd(), dir) || dir, result.faults)}`,
    );
  return result.challenge;
}
