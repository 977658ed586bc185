import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readSourceFolder, SourceFolderError, type LoadedChallenge } from '@assay/challenges';
import {
  protectedFileFaults,
  readOnlyEntries,
  seedSchema,
  sourceFilesFault,
  type SourceFile,
  type Verdict,
} from '@assay/contracts';
import { JudgeRequestError } from '@assay/judging';
import { entryOf, readRuntimes, type LanguageRuntime } from '@assay/sandbox';
import { loadChallengeArgument } from '../challenge-argument';
import type { CliEnvironment } from '../environment';
import { EXIT, UsageError, type ExitCode } from '../exit';
import { openJudging } from '../open-judging';
import { printVerdict } from '../print-verdict';
import { needsNotes } from '../runtime-needs';

export const JUDGE_USAGE = `assay judge <challenge> <folder> [--language L] [--seed S] [--json]

Judges a folder as a submission, in the sandbox that candidates get.

  <challenge>    a slug, or the path of a challenge's folder
  <folder>       the files to judge
  --language L   which language they are in; found out from the entry file where it is left out
  --seed S       repeats a judging: the fixtures are drawn from it
  --json         one JSON document on standard output

Exits with 0 when it was judged, whatever the score; 1 when the platform failed; 2 when the call is wrong.`;

/** The document that `--json` prints. */
interface JudgeDocument {
  challenge: string;
  version: string;
  language: string;
  status: 'judged' | 'error';
  score: number;
  groups: { id: string; score: number; weight: number }[];
  tests: {
    id: string;
    group: string;
    visibility: string;
    status: string;
    durationMs: number;
    message?: string;
  }[];
  seed: string;
  phases: Verdict['phases'];
  /** The compiler's words, when it refused the code. */
  diagnostics: Verdict['diagnostics'];
  /** What failed, when the platform did. */
  error?: string;
}

/** `assay judge`. */
export async function judgeCommand(args: string[], environment: CliEnvironment): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      language: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [challengeName, folder, ...more] = positionals;
  if (challengeName === undefined || folder === undefined || more.length > 0)
    throw new UsageError(JUDGE_USAGE);
  const seed = values.seed ?? randomBytes(16).toString('hex');
  const seedFault = seedSchema.safeParse(seed);
  if (!seedFault.success)
    throw new UsageError(`--seed ${seedFault.error.issues[0]?.message ?? 'is not valid'}.`);

  const runtimes = await readRuntimes(environment.sandboxDir);
  const challenge = await loadChallengeArgument(
    challengeName,
    environment.challengesDir,
    runtimes.map((runtime) => runtime.id),
  );
  const files = await readSubmission(folder);
  const language = chooseLanguage(challenge, runtimes, files, values.language);
  const runtime = runtimes.filter((one) => one.id === language);
  for (const note of needsNotes(challenge.manifest, runtime)) process.stderr.write(`note: ${note}\n`);
  for (const note of readOnlyNotes(challenge, language, files)) process.stderr.write(`note: ${note}\n`);

  const document: JudgeDocument = {
    challenge: challenge.slug,
    version: challenge.manifest.version,
    language,
    status: 'judged',
    score: 0,
    groups: [],
    tests: [],
    seed,
    phases: {},
    diagnostics: [],
  };
  try {
    const judging = await openJudging(environment);
    try {
      const verdict = await judging.judge({ challenge, language, files, seed, mode: 'submission' });
      if (values.json) process.stdout.write(`${JSON.stringify(filled(document, verdict), null, 2)}\n`);
      else printVerdict(challenge, language, verdict);
    } finally {
      await judging.close();
    }
    return EXIT.ok;
  } catch (error) {
    if (error instanceof JudgeRequestError) throw new UsageError(error.message);
    const message = error instanceof Error ? error.message : String(error);
    if (values.json)
      process.stdout.write(`${JSON.stringify({ ...document, status: 'error', error: message }, null, 2)}\n`);
    process.stderr.write(`The platform failed, and nothing was judged: ${message}\n`);
    return EXIT.failed;
  }
}

/** Where a folder differs from what is judged: the platform refuses such a submission, naming the first file. */
function readOnlyNotes(challenge: LoadedChallenge, language: string, files: readonly SourceFile[]): string[] {
  const entries = readOnlyEntries(challenge.manifest, language);
  return protectedFileFaults(files, challenge.starters[language] ?? [], entries).map(({ kind, message }) =>
    kind === 'changed' || kind === 'missing'
      ? `${message} The starter's is judged.`
      : `${message} It is left out of the judging.`,
  );
}

function filled(document: JudgeDocument, verdict: Verdict): JudgeDocument {
  return {
    ...document,
    score: verdict.score,
    groups: verdict.groups.map(({ id, score, weight }) => ({ id, score, weight })),
    tests: verdict.tests.map(({ id, group, visibility, status, durationMs, message }) => ({
      id,
      group,
      visibility,
      status,
      durationMs,
      ...(message === undefined ? {} : { message }),
    })),
    phases: verdict.phases,
    diagnostics: verdict.diagnostics,
  };
}

async function readSubmission(folder: string): Promise<SourceFile[]> {
  const dir = path.resolve(folder);
  const found = await stat(dir).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new UsageError(`There is no folder ${folder}. Name the folder that holds the files to judge.`);
  try {
    const files = await readSourceFolder(dir);
    const fault = sourceFilesFault(files);
    if (fault !== undefined) throw new UsageError(`${folder}: ${fault.message}`);
    return files;
  } catch (error) {
    if (error instanceof SourceFolderError) throw new UsageError(`${folder}: ${error.message}`);
    throw error;
  }
}

/** The language that was asked for, or the only one whose entry file is there. @throws UsageError */
function chooseLanguage(
  challenge: LoadedChallenge,
  runtimes: readonly LanguageRuntime[],
  files: readonly SourceFile[],
  asked: string | undefined,
): string {
  const offered = runtimes.filter((runtime) => challenge.manifest.languages.includes(runtime.id));
  const names = offered.map((runtime) => runtime.id).join(', ');
  if (asked !== undefined) {
    if (offered.some((runtime) => runtime.id === asked)) return asked;
    throw new UsageError(
      `The language "${asked}" is not offered by ${challenge.slug}. Choose one of: ${names}.`,
    );
  }
  const entry = (runtime: LanguageRuntime): string | undefined => entryOf(runtime, challenge.manifest.kind);
  const fitting = offered.filter((runtime) => files.some((file) => file.path === entry(runtime)));
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return only.id;
  const entries = offered.map((runtime) => `${entry(runtime) ?? 'none'} (${runtime.id})`).join(', ');
  throw new UsageError(
    only === undefined
      ? `No entry file was found; one of these is expected: ${entries}.`
      : `More than one entry file was found; say which language with --language (${names}).`,
  );
}
