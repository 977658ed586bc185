import { randomBytes } from 'node:crypto';
import type { LoadedChallenge } from '@assay/challenges';
import type { JudgeFrame } from '@assay/contracts';
import { testsOfMode } from '@assay/domain';
import type { LanguageRuntime } from '@assay/sandbox';
import type { Leftovers } from '../leftovers';
import { freePort } from '../ports';
import type { PlainCommand } from './plain-commands';
import type { PlainDatabase, RunningDatabase } from './plain-database';
import { PlainJudge } from './plain-judge';
import { PlainProgram, RunningPrograms } from './plain-program';
import type { PlainRoot } from './plain-root';
import type { PlainRoots } from './plain-roots';

/** How long one run took, milliseconds from the start of the program's processes. */
export interface PlainRun {
  readonly totalMs: number;
  /** Until all processes listened. */
  readonly startMs: number;
  readonly firstResultMs: number;
  /** Ids of tests that did not pass. */
  readonly failed: readonly string[];
}

/** A reference and its suite, as they run in a developer's terminal. */
export class PlainSide {
  private constructor(
    private readonly judgeRoot: PlainRoot,
    private readonly challenge: LoadedChallenge,
    private readonly startMs: number,
    /** One for each instance. */
    private readonly programs: readonly PlainProgram[],
    private readonly database: PlainDatabase | undefined,
    private readonly leftovers: Leftovers,
  ) {}

  /** @param reference its name in the challenge, such as `typescript.nestjs` */
  static async open(
    roots: PlainRoots,
    challenge: LoadedChallenge,
    reference: { readonly name: string; readonly runtime: LanguageRuntime; readonly command: PlainCommand },
    database: PlainDatabase | undefined,
    leftovers: Leftovers,
  ): Promise<PlainSide> {
    const { name, runtime, command } = reference;
    const root = await roots.of(command.image);
    const programs: PlainProgram[] = [];
    // A folder for each: two that compile into one would read each other's half-written files.
    for (let instance = 0; instance < challenge.manifest.service.instances; instance += 1) {
      const folder = await root.layDown(
        `${challenge.slug}-${name}-${instance}`,
        challenge.references[name] ?? [],
      );
      leftovers.add('a reference', () => root.remove(folder));
      programs.push(await PlainProgram.make(root, command, folder, runtime.entry));
    }
    const startMs = Math.max(challenge.manifest.service.start, runtime.needs.start ?? 0);
    const judgeRoot = await roots.of('assay/judge:latest');
    return new PlainSide(judgeRoot, challenge, startMs, programs, database, leftovers);
  }

  /**
   * One run on a fresh copy of the database, which is up before the clock starts.
   * @param warm the suite is loaded and connected before the clock starts too; otherwise the test runner starts with
   *   the program, as `npm test` would
   */
  async run(warm: boolean): Promise<PlainRun> {
    const database = await this.database?.start();
    try {
      return await this.timed(warm, database);
    } finally {
      await database?.stop();
    }
  }

  private async timed(warm: boolean, database: RunningDatabase | undefined): Promise<PlainRun> {
    const ports: number[] = [];
    for (const program of this.programs) {
      await program.edit();
      ports.push(await freePort());
    }
    const env = Object.fromEntries(
      Object.entries(this.challenge.manifest.service.env).map(([key, value]) => [
        key,
        value.replaceAll('{{secret}}', () => randomBytes(32).toString('hex').slice(0, 43)),
      ]),
    );
    const programs = new RunningPrograms(this.programs, this.leftovers, (instance) => ({
      ...env,
      PORT: String(ports[instance]),
      ...database?.environment,
    }));
    let judge: PlainJudge | undefined;
    try {
      if (warm) {
        judge = new PlainJudge(this.judgeRoot, this.leftovers);
        await judge.prepare(this.challenge.bundle, database?.suite);
      }
      const began = performance.now();
      for (const instance of ports.keys()) programs.start(instance);
      if (judge === undefined) {
        judge = new PlainJudge(this.judgeRoot, this.leftovers);
        await judge.prepare(this.challenge.bundle, database?.suite);
      }
      return await this.follow(judge, programs, ports, env, began);
    } finally {
      await Promise.all([judge?.stop(), programs.stopAll()]);
    }
  }

  private async follow(
    judge: PlainJudge,
    programs: RunningPrograms,
    ports: readonly number[],
    env: Record<string, string>,
    began: number,
  ): Promise<PlainRun> {
    const { manifest, tests } = this.challenge;
    let startMs = Number.NaN;
    let firstResultMs: number | undefined;
    const failed: string[] = [];
    const look = (frame: JudgeFrame): void => {
      if (frame.type === 'listening') startMs = performance.now() - began;
      if (frame.type === 'test-ended') {
        firstResultMs ??= performance.now() - began;
        if (frame.status !== 'passed') failed.push(frame.id);
      }
      if (frame.type === 'request') void answer(judge, programs, frame);
    };
    const done = judge.until('done', look);
    const order = new Map(manifest.groups.map((group, index) => [group.id, index]));
    judge.send({
      type: 'go',
      seed: randomBytes(16).toString('hex'),
      tests: testsOfMode(manifest.groups, tests, 'submission')
        .toSorted((a, b) => (order.get(a.group) ?? 0) - (order.get(b.group) ?? 0))
        .map((test) => test.id),
      instances: ports.map((port) => `http://127.0.0.1:${port}`),
      env,
      startMs: this.startMs,
      requires: Object.fromEntries(manifest.groups.map((group) => [group.id, group.requires])),
    });
    await done;
    const totalMs = performance.now() - began;
    if (Number.isNaN(startMs))
      throw new Error(`The program did not listen within ${totalMs} ms: ${programs.story()}`);
    return { totalMs, startMs, firstResultMs: firstResultMs ?? totalMs, failed };
  }
}

/** Does what the suite asks of its supervisor. */
async function answer(
  judge: PlainJudge,
  programs: RunningPrograms,
  { id, operation, instance }: Extract<JudgeFrame, { type: 'request' }>,
): Promise<void> {
  if (operation === 'stop-instance') await programs.stop(instance);
  else programs.start(instance);
  judge.send({ type: 'reply', id, ok: true });
}
