import { setTimeout as sleep } from 'node:timers/promises';
import {
  readOnlyEntries,
  sourceFilesFault,
  withProtectedFiles,
  type SourceFile,
  type Verdict,
} from '@assay/contracts';
import type { LoadedChallenge } from '@assay/challenges';
import { createJudging, JudgeRequestError, type JudgeRequest, type Judging } from '@assay/judging';
import { InfrastructureError, Slot } from '@assay/sandbox';
import type { SlotContainers } from '../../../libs/sandbox/slot-containers';
import { sandboxOptions, slotContainers, slotVolumes } from '../../support/sandbox';
import type { AttackCase } from './attack-case';
import { Canary } from './canary';
import { hostileRefusal, hostileTexts } from './hostile-text';
import { hostState, lastingChanges, processesOf } from './host-state';
import { replaceMethod } from './mutation';
import { SlotsAhead } from './slots-ahead';
import { target } from './target';

/** Judgings of the honest neighbour before the first attack: what is normal here. */
const QUIET_RUNS = 3;

/** How much longer than on a quiet machine an honest program may take beside an attack that has a processor of its own. */
const BUSY_FACTOR = 4;
const BUSY_MS = 2_500;

/** One judging and what it left. */
export interface Outcome {
  readonly verdict: Verdict | undefined;
  /** Why there is none: files that are not taken, or a judging that did not come to its end. */
  readonly refused: string | undefined;
  /** `cancelled`: the platform ended it in mid-run. `error`: it failed, and would try again. */
  readonly status: AttackCase['status'] | 'error';
  /** All that its subjects printed, as far as it was kept. */
  readonly output: string;
  /** From the moment that its code was handed over. */
  readonly milliseconds: number;
  /** What is wrong with the texts of its verdict, or of its refusal. */
  readonly texts: readonly string[];
  /** What is otherwise than it should be around it: on the host, in the other slot, for the next submission. */
  readonly harm: readonly string[];
  /** What came of its copies, and of what was judged behind it: the same must be true of them. */
  readonly others: readonly Outcome[];
}

/** What is judged beside attacks: its slot is the cheapest, and it compiles, so it is there for a while. */
const NEIGHBOUR = { challenge: 'vault', language: 'go' };

/** How long a slot is kept behind its verdict while its output may still be on its way. Milliseconds. */
const OUTPUT_LAG_MS = 250;

/** What an attack says when it has done what it wanted. */
const LAST_WORD = /\b(?:TRIED|BREACH)\b/;

/** Where the slots are that were handed work, so that what is left of them can be looked for. */
class Watch {
  readonly used: Slot[] = [];
  private readonly takeBack: readonly (() => void)[];

  constructor() {
    const { used } = this;
    this.takeBack = [
      replaceMethod(
        Slot.prototype,
        'go',
        (go) =>
          function (this: Slot, work) {
            used.push(this);
            go.call(this, work);
          },
      ),
      // The platform does not wait for what a submission prints beside passed tests. Here it is the evidence.
      replaceMethod(
        Slot.prototype,
        'destroy',
        (destroy) =>
          async function (this: Slot) {
            if (used.includes(this)) await hasSpoken(this);
            return destroy.call(this);
          },
      ),
    ];
  }

  /** The slot that got these files. */
  slotOf(files: readonly SourceFile[]): Slot | undefined {
    const wanted = JSON.stringify(files);
    return this.used.find((slot) => workOf(slot)?.includes(wanted));
  }

  close(): void {
    for (const takeBack of this.takeBack) takeBack();
  }
}

/** What a slot was handed, as it was written to its subjects. */
function workOf(slot: Slot): Buffer | undefined {
  return (slot as unknown as { work?: Buffer }).work;
}

/** Resolves when an attack has said its last word, if it has one: what it prints may come after the verdict. */
async function hasSpoken(slot: Slot): Promise<void> {
  if (workOf(slot)?.includes('TRIED') !== true) return;
  const until = performance.now() + OUTPUT_LAG_MS;
  const silent = (): boolean => !slot.subjects.some(({ output }) => LAST_WORD.test(output.text()));
  while (silent() && performance.now() < until) await sleep(5);
}

/**
 * Judges hostile submissions, with an honest one beside each and one behind it, and looks at what is left on the host. One
 * for a whole spec: opening it proves the lock-down.
 */
export class Arena {
  private quietMs = 0;
  private ahead: SlotsAhead | undefined;
  /** Rounds whose slots are made, or being made. */
  private readonly prepared = new WeakSet<readonly AttackCase[]>();

  private constructor(
    readonly judging: Judging,
    readonly canary: Canary,
    private readonly watch: Watch,
  ) {}

  static async open(dockerHost = process.env.DOCKER_HOST): Promise<Arena> {
    const judging = await createJudging(sandboxOptions({ dockerHost }));
    return new Arena(judging, await Canary.open(), new Watch());
  }

  async close(): Promise<void> {
    this.watch.close();
    await this.ahead?.close();
    await this.canary.close();
    await this.judging.close();
  }

  /**
   * A case as it is judged: once; or as many at once as it says, with a number each; or one, and another behind it.
   * @param onBegin called when the first code was handed over
   */
  async attack(
    attack: AttackCase,
    challenge?: LoadedChallenge,
    onBegin: () => void = () => undefined,
  ): Promise<Outcome> {
    const { copies, cancelAfter, sources, next } = attack;
    const loaded = challenge ?? (await target(attack.challenge));
    const count = cancelAfter?.length ?? copies;
    const [first, ...others] = await Promise.all(
      Array.from({ length: count }, (_, copy) => {
        const files = count === 1 ? sources : [...sources, { path: 'copy', content: String(copy + 1) }];
        const request = this.submission(attack, files, loaded);
        return this.judge(request, onBegin, cancelAfter === undefined ? undefined : (cancelAfter[copy] ?? 0));
      }),
    );
    if (first === undefined) throw new Error(`${attack.name} is judged not once`);
    if (next !== undefined) others.push(await this.judge(this.submission(attack, next, loaded), onBegin));
    return { ...first, others };
  }

  /** A submission of a case: its files over those that it is laid over. */
  private submission(
    attack: AttackCase,
    sources: readonly SourceFile[],
    challenge: LoadedChallenge,
  ): JudgeRequest {
    const own = sources.map((file) => ({ ...file, content: this.canary.aim(file.content) }));
    const taken = new Set(own.map((file) => file.path));
    const below = filesBelow(challenge, attack).filter((file) => !taken.has(file.path));
    return {
      challenge,
      language: attack.language,
      files: [...below, ...own],
      seed: `attack ${attack.name}`,
      mode: 'submission',
    };
  }

  /**
   * Judges a submission alone: no neighbour, and no look at the host but at its canaries and at what is left of its slot.
   * @param cancelAfter milliseconds from the moment that its code is handed over
   */
  private async judge(request: JudgeRequest, onBegin: () => void, cancelAfter?: number): Promise<Outcome> {
    const refused = sourceFilesFault(request.files);
    const began = performance.now();
    const cancelled = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    let handedOver = began;
    let verdict: Verdict | undefined;
    let refusal: string | undefined;
    let status: Outcome['status'] | undefined;
    try {
      verdict = await this.judging.judge(request, {
        signal: cancelled.signal,
        onEvent: (event) => {
          if (event.type !== 'running') return;
          handedOver = performance.now();
          onBegin();
          if (cancelAfter !== undefined) {
            timer = setTimeout(() => {
              cancelled.abort();
            }, cancelAfter);
          }
        },
      });
    } catch (error) {
      if (error instanceof JudgeRequestError) status = 'refused';
      else if (error instanceof InfrastructureError)
        status = cancelled.signal.aborted ? 'cancelled' : 'error';
      else throw error;
      refusal = refused?.message ?? error.message;
    } finally {
      clearTimeout(timer);
    }
    const milliseconds = performance.now() - handedOver;
    const slot = this.watch.slotOf(judgedFiles(request));
    await slot?.destroy();
    const output = slot?.subjects.map((subject) => subject.output.text()).join('\n') ?? '';
    return {
      verdict,
      refused: refusal,
      status: status ?? verdict?.status ?? 'error',
      output,
      milliseconds,
      texts:
        verdict === undefined
          ? hostileRefusal(refusal ?? '')
          : hostileTexts(verdict, request.challenge, request.language),
      harm: [
        ...(output.includes(this.canary.secret) ? ['it printed the canary’s secret'] : []),
        ...(await this.canary.seen()),
        ...(slot === undefined ? [] : await leftOf(slot)),
      ],
      others: [],
    };
  }

  /**
   * Judges cases at once with an honest submission beside them, which is also the next one after the cases before, and
   * compares the host with what it was. What is found beside several is looked for once more beside each alone.
   * @param following the rounds that are judged next: their slots are prepared meanwhile
   */
  async face(
    attacks: readonly AttackCase[],
    following: readonly (readonly AttackCase[])[] = [],
  ): Promise<Outcome[]> {
    this.ahead ??= new SlotsAhead();
    if (this.quietMs === 0) this.quietMs = await this.quiet();
    const before = await hostState();
    await this.prepare(this.ahead, attacks);
    const begun: Promise<void>[] = [];
    const attacked = attacks.map((attack) => {
      let begin: () => void = () => undefined;
      begun.push(new Promise((resolve) => (begin = resolve)));
      return this.attack(attack, undefined, begin).finally(begin);
    });
    for (const round of following) await this.prepare(this.ahead, round);
    await Promise.all(begun);
    const beside = await this.honest(NEIGHBOUR.challenge, NEIGHBOUR.language, 'beside it');
    const outcomes = await Promise.all(attacked);
    const alone = attacks.length === 1;
    const after =
      alone && beside.length > 0
        ? await this.honest(NEIGHBOUR.challenge, NEIGHBOUR.language, 'after it')
        : [];
    const harm = [...beside, ...after, ...(await lastingChanges(before))];
    if (harm.length === 0 || alone)
      return outcomes.map((outcome) => ({ ...outcome, harm: [...outcome.harm, ...harm] }));

    const again: Outcome[] = [];
    for (const attack of attacks) again.push(...(await this.face([attack])));
    if (again.some((outcome) => outcome.harm.length > 0)) return again;
    const names = attacks.map(({ name }) => name).join(' and ');
    const together = harm.map((what) => `${what} (${names} at once, and neither alone)`);
    return outcomes.map((outcome) => ({ ...outcome, harm: [...outcome.harm, ...together] }));
  }

  /** Slots for the cases of a round, and for the honest submission beside them. Once for each round. */
  private async prepare(ahead: SlotsAhead, round: readonly AttackCase[]): Promise<void> {
    if (this.prepared.has(round) || round.length === 0) return;
    this.prepared.add(round);
    for (const { status, cancelAfter, copies, next, challenge, language } of round) {
      if (status === 'refused') continue;
      const count = (cancelAfter?.length ?? copies) + (next === undefined ? 0 : 1);
      await ahead.prepare(await target(challenge), language, count);
    }
    await ahead.prepare(await target(NEIGHBOUR.challenge), NEIGHBOUR.language, 1);
  }

  /** Judges a reference. @returns what is wrong with its verdict, in words; empty where it is whole and in time */
  async honest(slug: string, language: string, when: string): Promise<string[]> {
    const challenge = await target(slug);
    const verdict = await this.judging.judge({
      challenge,
      language,
      files: challenge.references[language] ?? [],
      seed: 'honest',
      mode: 'submission',
    });
    const faults: string[] = [];
    if (verdict.score !== 100) {
      const failed = verdict.tests.find((test) => test.status !== 'passed');
      faults.push(
        `an honest submission ${when} scored ${verdict.score}: ${failed?.id ?? ''} ${failed?.message ?? ''}`,
      );
    }
    const most = this.quietMs * BUSY_FACTOR + BUSY_MS;
    if (
      slug === NEIGHBOUR.challenge &&
      language === NEIGHBOUR.language &&
      this.quietMs > 0 &&
      workMs(verdict) > most
    )
      faults.push(
        `an honest submission ${when} took ${workMs(verdict)} ms; on a quiet machine ${this.quietMs} ms`,
      );
    return faults;
  }

  /** Median time of an honest submission with nothing beside it, milliseconds. */
  private async quiet(): Promise<number> {
    const challenge = await target(NEIGHBOUR.challenge);
    const times: number[] = [];
    for (let run = 0; run < QUIET_RUNS; run += 1) {
      const verdict = await this.judging.judge({
        challenge,
        language: NEIGHBOUR.language,
        files: challenge.references[NEIGHBOUR.language] ?? [],
        seed: `quiet ${run}`,
        mode: 'submission',
      });
      if (verdict.score !== 100) throw new Error('the honest neighbour does not score 100 by itself');
      times.push(workMs(verdict));
    }
    return times.toSorted((a, b) => a - b)[Math.floor(QUIET_RUNS / 2)] ?? 0;
  }
}

/** Build, start and tests: what a candidate's program and its judge take, without the preparation of a slot. */
function workMs({ phases }: Verdict): number {
  return Math.round((phases.buildMs ?? 0) + (phases.startMs ?? 0) + (phases.testsMs ?? 0));
}

/** What a subject is handed of a submission. */
function judgedFiles({ challenge, language, files }: JudgeRequest): readonly SourceFile[] {
  const { manifest, starters } = challenge;
  return withProtectedFiles(files, starters[language] ?? [], readOnlyEntries(manifest, language));
}

function filesBelow(challenge: LoadedChallenge, { over, language, name }: AttackCase): readonly SourceFile[] {
  if (over === 'nothing') return [];
  if (over === 'starter') return challenge.starters[language] ?? [];
  const reference = over === 'reference' ? language : over.replace(/^reference\//, '');
  const files = challenge.references[reference];
  if (files === undefined)
    throw new Error(`${name} lies over ${over}, which ${challenge.slug} does not have`);
  return files;
}

/** Containers, volumes and processes of a slot that should be gone. */
async function leftOf(slot: Slot): Promise<string[]> {
  const containers = await slotContainers((container) => container.slot === slot.id);
  const volumes = await slotVolumes((labels) => labels['assay.slot'] === slot.id);
  const { uids } = (slot as unknown as { containers: SlotContainers }).containers;
  return [
    ...containers.map((container) => `its ${container.role} container is left`),
    ...volumes.map((volume) => `its volume ${volume} is left`),
    ...processesOf(uids).map((process) => `its process ${process} is left`),
  ];
}
