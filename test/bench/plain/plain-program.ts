import { randomBytes } from 'node:crypto';
import type { Leftovers } from '../leftovers';
import type { PlainCommand } from './plain-commands';
import { end, tailOf } from './plain-process';
import { PLAIN_UID, type PlainProcess, type PlainRoot } from './plain-root';

/** A submission in a folder, and how it is built and started there. */
export class PlainProgram {
  private constructor(
    private readonly root: PlainRoot,
    private readonly command: PlainCommand,
    private readonly folder: string,
    private readonly entry: string,
    private readonly run: string,
  ) {}

  /** @param folder inside the file system, laid down already */
  static async make(
    root: PlainRoot,
    command: PlainCommand,
    folder: string,
    entry: string,
  ): Promise<PlainProgram> {
    const script = command.script === undefined ? '' : await root.bring(command.script);
    for (const cache of command.caches ?? []) await root.makeFolder(cache, PLAIN_UID);
    const program = new PlainProgram(root, command, folder, entry, command.run(script));
    if (command.setUp !== undefined) await program.setUp(command.setUp);
    return program;
  }

  /** Changes the program where its language would otherwise have nothing to build. */
  async edit(): Promise<void> {
    const { edit } = this.command;
    if (edit !== undefined)
      await this.root.edit(`${this.folder}/${this.entry}`, edit(randomBytes(8).toString('hex')));
  }

  /** @param build whether the files have changed since the last start */
  start(build: boolean, env: Readonly<Record<string, string>>): PlainProcess {
    const steps = [
      ...(build && this.command.build !== undefined ? [this.command.build] : []),
      `exec ${this.run}`,
    ];
    return this.shell(steps.join(' && '), env);
  }

  private async setUp(steps: string): Promise<void> {
    const shell = this.shell(steps, {});
    const said = tailOf(shell);
    shell.stdin.end();
    shell.stdout.resume();
    const code = await new Promise<number | null>((resolve) => shell.once('close', resolve));
    if (code !== 0) throw new Error(`The program could not be built in a plain shell: ${said()}`);
  }

  private shell(steps: string, env: Readonly<Record<string, string>>): PlainProcess {
    const all = { ...this.root.environment, ...this.command.env, ...env };
    const known = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return this.root.start(['/bin/sh', '-c', `cd ${this.folder} && ${steps}`], {
      uid: PLAIN_UID,
      env: Object.fromEntries(known),
    });
  }
}

/** The processes of a run, by their instance. */
export class RunningPrograms {
  private readonly running = new Map<number, Running>();

  constructor(
    private readonly programs: readonly PlainProgram[],
    private readonly leftovers: Leftovers,
    private readonly environment: (instance: number) => Record<string, string>,
  ) {}

  start(instance: number): void {
    const program = this.programs[instance];
    if (program === undefined) throw new Error(`there is no instance ${instance}`);
    const process = program.start(!this.running.has(instance), this.environment(instance));
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

interface Running {
  readonly process: PlainProcess;
  readonly stop: () => Promise<unknown>;
  readonly said: () => string;
}
