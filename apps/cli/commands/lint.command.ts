import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { loadChallenge } from '@assay/challenges';
import { readRuntimes } from '@assay/sandbox';
import { challengeFolder, faultLines } from '../challenge-argument';
import type { CliEnvironment } from '../environment';
import { EXIT, type ExitCode } from '../exit';
import { needsNotes } from '../runtime-needs';

export const LINT_USAGE = `assay lint [slug…]

Checks challenge folders without a sandbox: manifest, statement, ids, weights, folders. Says where a runtime needs more
than the manifest gives, so that the runtime's number counts. Exits with 2 when one has faults.`;

/** `assay lint`. */
export async function lintCommand(args: string[], environment: CliEnvironment): Promise<ExitCode> {
  const names =
    args.length > 0
      ? args
      : (await readdir(environment.challengesDir, { withFileTypes: true }))
          .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
          .map((entry) => entry.name);
  const runtimes = await readRuntimes(environment.sandboxDir);
  const languages = runtimes.map((runtime) => runtime.id);
  let faulty = false;
  for (const name of names) {
    const dir = await challengeFolder(name, environment.challengesDir);
    const result = await loadChallenge(dir, { languages });
    if (result.ok) {
      const { manifest, tests } = result.challenge;
      process.stdout.write(
        `ok    ${path.basename(dir)} ${manifest.version}: ${String(tests.length)} tests in ${String(manifest.groups.length)} groups\n`,
      );
      for (const note of needsNotes(manifest, runtimes)) process.stdout.write(`      note: ${note}\n`);
    } else {
      faulty = true;
      process.stdout.write(
        `FAIL  ${path.basename(dir)}\n${faultLines(path.relative(process.cwd(), dir), result.faults)}\n`,
      );
    }
  }
  return faulty ? EXIT.usage : EXIT.ok;
}
