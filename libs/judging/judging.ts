import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ChallengeManifest,
  Group,
  Language,
  SourceFile,
  SubmissionMode,
  TestDefinition,
  Verdict,
} from '@assay/contracts';
import { readOnlyEntries, sourceFilesFault, withProtectedFiles } from '@assay/contracts';
import type { LoadedChallenge } from '@assay/challenges';
import { testsOfMode } from '@assay/domain';
import {
  openSandbox,
  readRuntimes,
  readServices,
  reap,
  type LanguageRuntime,
  type ProbeReport,
  type SandboxOptions,
  type SlotPlan,
} from '@assay/sandbox';
import { inertEvent, inertVerdict } from './inert-verdict';
import { makeSlotPlan, planKey } from './slot-plan';
import { subjectWork } from './subject-work';
import { supervise, type JudgingEvent } from './supervisor';

/** How often an engine that is away is asked again, milliseconds. */
const ENGINE_POLL_MS = 500;

/** What is judged. */
export interface JudgeRequest {
  readonly challenge: LoadedChallenge;
  readonly language: Language;
  readonly files: readonly SourceFile[];
  readonly seed: string;
  readonly mode: SubmissionMode;
}

export interface JudgeHooks {
  readonly onEvent?: (event: JudgingEvent) => void;
  /** Ends the judging: what is not done is cancelled and the slot destroyed. */
  readonly signal?: AbortSignal;
}

/** The request can't be judged as it is: an unknown language, files that are not allowed, a limit beyond the machine. */
export class JudgeRequestError extends Error {
  override readonly name = 'JudgeRequestError';
}

/** Challenge and submission in, verdict out. The worker and the CLI both use it, so a verdict is the same in both. */
export interface Judging {
  /**
   * @throws JudgeRequestError
   * @throws InfrastructureError before the subject ran: the platform's failure, to be tried again
   */
  judge(request: JudgeRequest, hooks?: JudgeHooks): Promise<Verdict>;
  languages(): readonly LanguageRuntime[];
  /** Says that a slot for this challenge and language will be wanted. */
  warm(challenge: LoadedChallenge, language: Language): Promise<void>;
  /** Resolves when the Docker Engine answers, so that its absence costs no submission a try; also when `signal` aborts. */
  untilEngineAnswers(signal: AbortSignal): Promise<void>;
  /** Resolves when what was asked to be warm is, or does not fit. */
  settled(): Promise<void>;
  /** Destroys what dead supervisors left. @returns how many containers */
  reap(): Promise<number>;
  readonly probe: ProbeReport;
  /** Destroys every slot. Resolves when nothing is left. */
  close(): Promise<void>;
}

/** Opens the sandbox, and proves its lock-down, before anything can be judged. @throws LockdownError, InfrastructureError */
export async function createJudging(options: SandboxOptions): Promise<Judging> {
  const sandbox = await openSandbox(options);
  const runtimes = await readRuntimes(options.directory);
  const services = await readServices(options.directory);
  const plans = new Map<string, Promise<SlotPlan>>();

  const runtimeOf = (manifest: ChallengeManifest, language: Language): LanguageRuntime => {
    const runtime = runtimes.find((candidate) => candidate.id === language);
    if (runtime === undefined || !manifest.languages.includes(language)) {
      throw new JudgeRequestError(
        `The language "${language}" is not offered by this challenge. Choose one of: ${manifest.languages.join(', ')}.`,
      );
    }
    return runtime;
  };

  const planFor = async (challenge: LoadedChallenge, runtime: LanguageRuntime): Promise<SlotPlan> => {
    const { manifest, slug } = challenge;
    if (manifest.limits.cpu > sandbox.host.processors) {
      throw new JudgeRequestError(
        `${slug} asks for ${String(manifest.limits.cpu)} processors and this machine has ${String(sandbox.host.processors)}; lower limits.cpu in its challenge.yaml or judge on a larger machine.`,
      );
    }
    const key = planKey(challenge, runtime);
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = makeSlotPlan(sandbox.docker, services, challenge, runtime);
      plans.set(key, plan);
      // A plan that could not be made is tried afresh the next time.
      plan.catch(() => plans.delete(key));
    }
    return plan;
  };

  return {
    probe: sandbox.probe,
    languages: () => runtimes,
    reap: () => reap(sandbox.docker),
    settled: () => sandbox.pool.settled(),
    async untilEngineAnswers(signal) {
      while (!signal.aborted) {
        try {
          await sandbox.docker.ping();
          return;
        } catch {
          await sleep(ENGINE_POLL_MS, undefined, { signal }).catch(() => undefined);
        }
      }
    },
    close: () => sandbox.pool.close(),

    async warm(challenge, language) {
      sandbox.pool.keepWarm(await planFor(challenge, runtimeOf(challenge.manifest, language)));
    },

    async judge({ challenge, language, files, seed, mode }, { onEvent = () => undefined, signal } = {}) {
      const asked = performance.now();
      const runtime = runtimeOf(challenge.manifest, language);
      const fault = sourceFilesFault(files);
      if (fault !== undefined) throw new JudgeRequestError(fault.message);
      const { kind } = challenge.manifest;
      const work = subjectWork(runtime, kind, judgedFiles(challenge, language, files));
      if (work === undefined)
        throw new JudgeRequestError(`${runtime.name} is no language for challenges of kind "${kind}" yet.`);

      const plan = await planFor(challenge, runtime);
      const { slot, warm } = await sandbox.pool.acquire(plan);
      const slotMs = performance.now() - asked;
      try {
        onEvent({ type: 'running' });
        const tests = testsOfMode(challenge.manifest.groups, challenge.tests, mode);
        const verdict = await supervise(slot, {
          tests: inJudgingOrder(challenge.manifest.groups, tests),
          manifest: challenge.manifest,
          allTests: challenge.tests,
          work,
          seed,
          mode,
          onEvent: (event) => {
            onEvent(inertEvent(event));
          },
          signal,
        });
        return {
          ...inertVerdict(verdict),
          phases: {
            ...(warm ? { slotMs } : { prepareMs: slotMs }),
            ...verdict.phases,
            totalMs: performance.now() - asked,
          },
        };
      } finally {
        void sandbox.pool.release(slot);
      }
    },
  };
}

/** What a subject is handed: of the files that a candidate may read and not change, the starter's own. */
function judgedFiles(
  { manifest, starters }: LoadedChallenge,
  language: Language,
  files: readonly SourceFile[],
): readonly SourceFile[] {
  return withProtectedFiles(files, starters[language] ?? [], readOnlyEntries(manifest, language));
}

/**
 * Sample tests first: all that a subject prints during them is shown to the candidate, so it must not have met a hidden
 * test by then. Within each, groups in the manifest's order, so that a gate is known before what requires it.
 */
function inJudgingOrder(groups: readonly Group[], tests: readonly TestDefinition[]): TestDefinition[] {
  const ranks = new Map(
    groups.map((group, index) => [group.id, (group.visibility === 'sample' ? 0 : groups.length) + index]),
  );
  return tests.toSorted((a, b) => (ranks.get(a.group) ?? 0) - (ranks.get(b.group) ?? 0));
}
