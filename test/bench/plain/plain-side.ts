import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { LoadedChallenge } from '@assay/challenges';
import type { JudgeFrame } from '@assay/contracts';
import { testsOfMode } from '@assay/domain';
import type { LanguageRuntime } from '@assay/sandbox';
import type { Leftovers } from '../leftovers';
import { freePort } from '../ports';
import { PLAIN_UID, type PlainMachine, type PlainProcess } from './machine';
import type { PlainDatabase, RunningDatabase } from './plain-database';
import { PlainJudge } from './plain-judge';
import { end, tailOf } from './plain-process';

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
    private readonly machine: PlainMachine,
    private readonly challenge: LoadedChallenge,
    private readonly runtime: LanguageRuntime,
    /** One for each instance. */
    private readonly commands: readonly (readonly string[])[],
    private readonly database: PlainDatabase | undefined,
    private readonly leftovers: Leftovers,
  ) {}

  static async open(
    machine: PlainMachine,
    challenge: LoadedChallenge,
    runtime: LanguageRuntime,
    database: PlainDatabase | undefined,
    leftovers: Leftovers,
  ): Promise<PlainSide> {
    const commands: string[][] = [];
    // A folder for each: two that compile into one would read each other's half-written files.
    for (let instance = 0; instance < challenge.manifest.service.instances; instance += 1) {
      const name = `${challenge.slug}-${runtime.id}-${instance}`;
      const folder = await machine.layDown(name, challenge.references[runtime.id] ?? []);
      leftovers.add('a reference', () => machine.remove(folder));
      commands.push(await commandFor(machine, runtime, folder));
    }
    return new PlainSide(machine, challenge, runtime, commands, database, leftovers);
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
    for (const _ of this.commands) ports.push(await freePort());
    const env = Object.fromEntries(
      Object.entries(this.challenge.manifest.service.env).map(([key, value]) => [
        key,
        value.replaceAll('{{secret}}', () => randomBytes(32).toString('hex').slice(0, 43)),
      ]),
    );
    const programs = new Programs(this.machine, this.commands, this.leftovers, (instance) => ({
      ...this.environment(),
      ...env,
      PORT: String(ports[instance]),
      ...(database === undefined ? {} : { DATABASE_URL: database.url }),
    }));
    let judge: PlainJudge | undefined;
    try {
      if (warm) {
        judge = new PlainJudge(this.machine, this.leftovers);
        await judge.prepare(this.challenge.bundle, database?.suite);
      }
      const began = performance.now();
      for (const instance of ports.keys()) programs.start(instance);
      if (judge === undefined) {
        judge = new PlainJudge(this.machine, this.leftovers);
        await judge.prepare(this.challenge.bundle, database?.suite);
      }
      return await this.follow(judge, programs, ports, env, began);
    } finally {
      await Promise.all([judge?.stop(), programs.stopAll()]);
    }
  }

  private async follow(
    judge: PlainJudge,
    programs: Programs,
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
      startMs: manifest.service.start,
      requires: Object.fromEntries(manifest.groups.map((group) => [group.id, group.requires])),
    });
    await done;
    const totalMs = performance.now() - began;
    if (Number.isNaN(startMs))
      throw new Error(`The program did not listen within ${totalMs} ms: ${programs.story()}`);
    return { totalMs, startMs, firstResultMs: firstResultMs ?? totalMs, failed };
  }

  /** The image's environment, but that Python may keep what it has compiled: in a terminal it does. */
  private environment(): Record<string, string> {
    const { PYTHONDONTWRITEBYTECODE: _, ...rest } = this.machine.environmentOf(this.runtime.image);
    return rest;
  }
}

/** The program's processes, by their instance. */
class Programs {
  private readonly running = new Map<number, Program>();

  constructor(
    private readonly machine: PlainMachine,
    private readonly commands: readonly (readonly string[])[],
    private readonly leftovers: Leftovers,
    private readonly environment: (instance: number) => Record<string, string>,
  ) {}

  start(instance: number): void {
    const process = this.machine.start(this.commands[instance] ?? [], {
      uid: PLAIN_UID,
      env: this.environment(instance),
    });
    process.stdin.end();
    process.stdout.resume();
    const stop = this.leftovers.add('a plain program', () => end(process, 'SIGKILL'));
    this.running.set(instance, { process, stop, said: tailOf(process) });
  }

  async stop(instance: number): Promise<void> {
    await this.running.get(instance)?.stop();
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running.values()].map((program) => program.stop()));
  }

  /** What became of them, for an error's message. */
  story(): string {
    return [...this.running]
      .map(([instance, { process, said }]) => {
        const how = process.exitCode === null ? 'runs' : `ended with exit code ${process.exitCode}`;
        return `instance ${instance + 1} ${how} ${said()}`;
      })
      .join('; ');
  }
}

interface Program {
  readonly process: PlainProcess;
  readonly stop: () => Promise<unknown>;
  readonly said: () => string;
}

/** Does what the suite asks of its supervisor. */
async function answer(
  judge: PlainJudge,
  programs: Programs,
  { id, operation, instance }: Extract<JudgeFrame, { type: 'request' }>,
): Promise<void> {
  if (operation === 'stop-instance') await programs.stop(instance);
  else programs.start(instance);
  judge.send({ type: 'reply', id, ok: true });
}

/** What a developer types. */
async function commandFor(
  machine: PlainMachine,
  runtime: LanguageRuntime,
  folder: string,
): Promise<string[]> {
  const interpreter = runtime.command[0] ?? '';
  const entry = path.posix.join(folder, runtime.entry);
  if (!runtime.entry.endsWith('.ts')) return [interpreter, entry];
  return [interpreter, await machine.bring(path.join(__dirname, 'run-typescript.js')), folder];
}
