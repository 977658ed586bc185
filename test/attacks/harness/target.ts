import { loadChallenge, type LoadedChallenge } from '@assay/challenges';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../support/cli';

const loaded = new Map<string, Promise<LoadedChallenge>>();

/** The folder of a challenge that attacks aim at: one under test/attacks/targets, or one that is shipped. */
export function targetFolder(slug: string): string {
  const own = path.join(ROOT, 'test/attacks/targets', slug);
  return existsSync(own) ? own : path.join(ROOT, 'challenges', slug);
}

/** That challenge. */
export function target(slug: string): Promise<LoadedChallenge> {
  let loading = loaded.get(slug);
  if (loading === undefined) {
    loading = loadChallenge(targetFolder(slug)).then((result) => {
      if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 2));
      return result.challenge;
    });
    loaded.set(slug, loading);
  }
  return loading;
}
