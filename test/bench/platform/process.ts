import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import path from 'node:path';

/** Longest orderly shutdown. Past it the process is killed; what it left is reaped by its labels. */
const STOP_MS = 15_000;

/** A process of the platform, whose output goes to a log file. */
export class PlatformProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly log: string,
  ) {}

  /** @param script compiled, from the root */
  static async start(
    root: string,
    script: string,
    name: string,
    env: NodeJS.ProcessEnv,
  ): Promise<PlatformProcess> {
    const log = path.join(root, '.assay/logs', `${name}.log`);
    const file = await open(log, 'w', 0o600);
    try {
      const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, script)], {
        cwd: root,
        env,
        stdio: ['ignore', file.fd, file.fd],
        // Ctrl-C in the terminal reaches the benchmark alone, which ends this in good order.
        detached: true,
      });
      return new PlatformProcess(child, log);
    } finally {
      await file.close();
    }
  }

  /** @throws when it could not be started */
  get pid(): number {
    if (this.child.pid === undefined)
      throw new Error(`a process of the platform could not be started; see ${this.log}`);
    return this.child.pid;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (!this.alive || this.child.pid === undefined) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(timer);
  }
}
