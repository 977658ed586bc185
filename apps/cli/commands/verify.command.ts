import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadChallenge, type LoadedChallenge } from '@assay/challenges';
import type { Verdict } from '@assay/contracts';
import { answersOf, failedGroups, type Gate, type Judging } from '@assay/judging';
import { readRuntimes } from '@assay/sandbox';
import { challengeFolder, faultLines } from '../challenge-argument';
import type { CliEnvironment } from '../environment';
import { EXIT, UsageError, type ExitCode } from '../exit';
import { openJudging } from '../open-judging';

export const VERIFY_USAGE = `assay verify [slug…] [--repeat N] [--json]

Proves challenges in the sandbox: each reference scores 100 within half of the wall limit, each starter scores 0, each
wrong submission fails exactly the groups that it declares, each cheat scores 0.

  --repeat N   judges each N times, with other seeds: the verdict must be the same
  --json       one JSON document on standard output

Exits with 0 when every gate holds, 1 when one does not, 2 when the call is wrong.`;

/** One answer that was judged, and whether it came to what it must. */
interface VerifyRow {
  readonly challenge: string;
  readonly gate: 'folder' | Gate;
  readonly name: string;
  readonly language: string;
  readonly ok: boolean;
  readonly score: number | null;
  /** Groups that failed. */
  readonly failed: readonly string[];
  readonly durationMs: number;
  /** What is wrong; empty when nothing is. */
  readonly detail: string;
}

/** `assay verify`. */
export async function verifyCommand(args: string[], environment: CliEnvironment): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { repeat: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
  });
  const repeat = Number(values.repeat);
  if (!Number.isInteger(repeat) || repeat < 1 || repeat > 100)
    throw new UsageError('--repeat takes a number from 1 to 100.');

  const folders = await chosenFolders(positionals, environment.challengesDir);
  const languages = (await readRuntimes(environment.sandboxDir)).map((runtime) => runtime.id);
  const rows: VerifyRow[] = [];
  const say = (row: VerifyRow): void => {
    rows.push(row);
    if (!values.json) process.stdout.write(`${rowText(row)}\n`);
  };
  let judging: Judging | undefined;
  try {
    for (const folder of folders) {
      const loaded = await loadChallenge(folder, { languages });
      if (loaded.ok) {
        judging ??= await openJudging(environment);
        await verifyChallenge(judging, loaded.challenge, repeat, say);
      } else {
        say(
          folderRow(path.basename(folder), faultLines(path.relative(process.cwd(), folder), loaded.faults)),
        );
      }
    }
  } finally {
    await judging?.close();
  }
  const failed = rows.filter((row) => !row.ok).length;
  if (values.json) process.stdout.write(`${JSON.stringify({ ok: failed === 0, rows }, null, 2)}\n`);
  else process.stdout.write(`\n${rows.length - failed} gates hold, ${failed} do not\n`);
  return failed === 0 ? EXIT.ok : EXIT.failed;
}

async function chosenFolders(names: readonly string[], challengesDir: string): Promise<string[]> {
  if (names.length > 0) return Promise.all(names.map((name) => challengeFolder(name, challengesDir)));
  const entries = await readdir(challengesDir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(challengesDir, entry.name));
}

async function verifyChallenge(
  judging: Judging,
  challenge: LoadedChallenge,
  repeat: number,
  say: (row: VerifyRow) => void,
): Promise<void> {
  // By language, so that slots prepared for one answer serve the next.
  const answers = answersOf(challenge).toSorted((a, b) => a.language.localeCompare(b.language));
  for (const answer of answers) {
    for (let round = 0; round < repeat; round += 1) {
      const seed = randomBytes(16).toString('hex');
      const verdict = await judging.judge({
        challenge,
        language: answer.language,
        files: answer.files,
        seed,
        mode: 'submission',
      });
      const fault = answer.fault(verdict);
      const row: VerifyRow = {
        challenge: challenge.slug,
        gate: answer.gate,
        name: answer.name,
        language: answer.language,
        ok: fault === '',
        score: verdict.status === 'build-failed' ? null : verdict.score,
        failed: failedGroups(verdict),
        durationMs: Math.round(verdict.phases.totalMs ?? 0),
        detail: fault === '' ? '' : `${fault} (seed ${seed})${firstFailure(verdict)}`,
      };
      // Of several rounds that hold, one row says it; each that does not gets its own.
      if (!row.ok || round === repeat - 1) say(row);
    }
  }
}

function firstFailure(verdict: Verdict): string {
  const test = verdict.tests.find((candidate) => candidate.status !== 'passed');
  const said = test?.message ?? verdict.diagnostics[0]?.message;
  return said === undefined ? '' : `. First: ${test?.id ?? 'build'}: ${said.slice(0, 300)}`;
}

function folderRow(challenge: string, detail: string): VerifyRow {
  return {
    challenge,
    gate: 'folder',
    name: challenge,
    language: '',
    ok: false,
    score: null,
    failed: [],
    durationMs: 0,
    detail,
  };
}

function rowText(row: VerifyRow): string {
  const score = row.score === null ? '' : String(row.score);
  const line = `${row.ok ? 'ok  ' : 'FAIL'}  ${row.challenge.padEnd(22)} ${row.gate.padEnd(11)} ${row.name.padEnd(34)} ${row.language.padEnd(11)} ${score.padStart(5)}  ${String(row.durationMs).padStart(6)} ms`;
  return row.ok ? line : `${line}\n      ${row.detail}`;
}
