import path from 'node:path';
import type { Language, Limits, SourceFile, Verdict } from '@assay/contracts';
import { loadChallenge, type LoadedChallenge } from '@assay/challenges';
import { makeSlotPlan, type JudgeRequest } from '@assay/judging';
import { readRuntimes, readServices, Slot, type Sandbox, type SlotPlan } from '@assay/sandbox';
import { ROOT } from './cli';
import { languageOf, SANDBOX_DIR, sha256, subjectFiles } from './sandbox';

const FOLDER = path.join(ROOT, 'test/fixtures/challenges/slot-trial');
let loaded: Promise<LoadedChallenge> | undefined;

/** The challenge made for these tests, with PostgreSQL and four groups. */
export function trial(): Promise<LoadedChallenge> {
  loaded ??= loadChallenge(FOLDER).then((result) => {
    if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 2));
    return result.challenge;
  });
  return loaded;
}

export interface TrialChanges {
  readonly limits?: Partial<Limits>;
  /** Milliseconds. */
  readonly start?: number;
  readonly instances?: number;
  /** Another script for the judge. */
  readonly bundle?: string;
}

function changed(challenge: LoadedChallenge, changes: TrialChanges): LoadedChallenge {
  const { manifest } = challenge;
  return {
    ...challenge,
    hash: sha256(challenge.hash + JSON.stringify(changes)),
    bundle: changes.bundle ?? challenge.bundle,
    manifest: {
      ...manifest,
      limits: { ...manifest.limits, ...changes.limits },
      service: {
        ...manifest.service,
        start: changes.start ?? manifest.service.start,
        instances: changes.instances ?? manifest.service.instances,
      },
    },
  };
}

/** The trial as it is, but for some limits. */
export async function trialWith(changes: TrialChanges): Promise<LoadedChallenge> {
  return changed(await trial(), changes);
}

/** The trial without its database, which costs a slot most of its time. Its groups sum to 60 points. */
export async function bareTrial(changes: TrialChanges = {}): Promise<LoadedChallenge> {
  const whole = await trial();
  const bare = changed(whole, changes);
  return {
    ...bare,
    hash: sha256(`bare ${bare.hash}`),
    manifest: {
      ...bare.manifest,
      services: [],
      groups: bare.manifest.groups.filter((group) => group.id !== 'database'),
    },
    tests: bare.tests.filter((test) => test.group !== 'database'),
    services: {},
  };
}

/** All points of the trial without its database. */
export const BARE_SCORE = 60;

/** A submission of a fixture under test/fixtures/subjects/. */
export function submissionOf(
  challenge: LoadedChallenge,
  file: string,
  parameters: unknown = {},
  seed = 'seed-1',
): JudgeRequest {
  return {
    challenge,
    language: languageOf(file),
    files: subjectFiles(file, parameters),
    seed,
    mode: 'submission',
  };
}

export function referenceOf(challenge: LoadedChallenge, language: Language, seed = 'seed-1'): JudgeRequest {
  return { challenge, language, files: challenge.references[language] ?? [], seed, mode: 'submission' };
}

/** Status of every test by its id. */
export function statusesOf(verdict: Verdict): Record<string, string> {
  return Object.fromEntries(verdict.tests.map((test) => [test.id, test.status]));
}

/**
 * A verdict without what may differ from one time to the next: durations, and to which test a line of output is put
 * that came over its own stream.
 */
export function timeless(verdict: Verdict): unknown {
  return {
    ...verdict,
    phases: undefined,
    tests: verdict.tests.map((test) => ({
      ...test,
      durationMs: undefined,
      output: undefined,
      message: test.message?.replaceAll(/\b\d+(\.\d+)? ms\b/g, 'some ms'),
    })),
  };
}

/** How the judging prepares a slot, for tests that look into one. */
export async function planOf(
  { docker }: Pick<Sandbox, 'docker'>,
  challenge: LoadedChallenge,
  language: Language,
): Promise<SlotPlan> {
  const runtime = (await readRuntimes(SANDBOX_DIR)).find((candidate) => candidate.id === language);
  if (runtime === undefined) throw new Error(`no runtime offers ${language}`);
  return makeSlotPlan(docker, await readServices(SANDBOX_DIR), challenge, runtime);
}

const REPORT = 'REPORT ';
const REPORT_MS = 40_000;

/** Runs a program in a prepared slot until it prints its report: a line of JSON behind the word REPORT. */
export async function reportIn<T>(
  slot: Slot,
  language: Language,
  files: readonly SourceFile[],
  entry: string,
): Promise<T> {
  slot.go({ type: 'go', kind: 'service', language, entry, files: [...files] });
  const subject = slot.subjects[0];
  if (subject === undefined) throw new Error('the slot has no subject');
  const built = await subject.build;
  if (!built.ok) throw new Error(JSON.stringify(built.diagnostics));
  const until = Date.now() + REPORT_MS;
  while (Date.now() < until) {
    const text = subject.output.text();
    const line = text.split('\n').find((candidate) => candidate.startsWith(REPORT));
    if (line !== undefined && text.includes('\n', text.indexOf(REPORT))) {
      return JSON.parse(line.slice(REPORT.length)) as T;
    }
    if (!subject.container.alive) throw new Error(`the program ended without a report: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no report within ${REPORT_MS} ms: ${subject.output.text()}`);
}

/** Prepares a slot, has a fixture report in it, lets `look` see the slot while the program still runs, and destroys it. */
export async function report<T>(
  sandbox: Sandbox,
  challenge: LoadedChallenge,
  file: string,
  parameters: unknown = {},
  look: (slot: Slot, report: T) => Promise<void> = () => Promise.resolve(),
): Promise<T> {
  const language = languageOf(file);
  const files = subjectFiles(file, parameters);
  const slot = await Slot.prepare(sandbox.host, await planOf(sandbox, challenge, language));
  try {
    const said = await reportIn<T>(slot, language, files, files[0]?.path ?? '');
    await look(slot, said);
    return said;
  } finally {
    await slot.destroy();
  }
}
