import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { appendFile, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { SourceFile } from '@assay/contracts';
import { run } from './run';

/** Who everything but a database runs as: nobody. */
export const PLAIN_UID = 65_534;

/** A process of the plain side. */
export type PlainProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * A file system in which everything is installed that an image holds: interpreters, compilers, frameworks. Its processes
 * are started with chroot and nothing more: they are ordinary processes of this machine, in no namespace, under no limit
 * and no filter, as they would be in a developer's terminal.
 */
export class PlainRoot {
  constructor(
    /** The folder that holds it. */
    readonly folder: string,
    /** The variables that the image sets for its programs. */
    readonly environment: Readonly<Record<string, string>>,
    private readonly chroot: string,
  ) {}

  /** A path of this file system as this process sees it. */
  path(inside: string): string {
    return path.join(this.folder, inside);
  }

  /** Starts a program. Its paths are those of the file system. */
  start(
    command: readonly string[],
    options: { uid: number; env: Readonly<Record<string, string>> },
  ): PlainProcess {
    const user = `--userspec=${options.uid}:${options.uid}`;
    const started = spawn(this.chroot, [user, this.folder, ...command], {
      env: { ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // A program that ends early takes its input with it; whoever waits for the program sees its end.
    started.stdin.on('error', () => undefined);
    return started;
  }

  /** Puts a submission where a developer would have it. @returns the folder, inside the file system */
  async layDown(name: string, files: readonly SourceFile[]): Promise<string> {
    const folder = `/home/${name}`;
    const target = this.path(folder);
    await rm(target, { recursive: true, force: true });
    for (const file of files) {
      await mkdir(path.dirname(path.join(target, file.path)), { recursive: true });
      await writeFile(path.join(target, file.path), file.content);
    }
    await this.own(folder, PLAIN_UID);
    return folder;
  }

  /** Adds a line to a file, as somebody does who works on it. */
  async edit(file: string, line: string): Promise<void> {
    await appendFile(this.path(file), `${line}\n`);
  }

  /** Makes a folder where there is none, for a user. */
  async makeFolder(inside: string, uid: number): Promise<void> {
    await mkdir(this.path(inside), { recursive: true });
    await run('chown', [`${uid}:${uid}`, this.path(inside)]);
  }

  /** Puts a compiled script of ours into the file system. @returns its path inside */
  async bring(file: string): Promise<string> {
    const inside = path.posix.join('/opt/bench', path.basename(file));
    await mkdir(this.path('/opt/bench'), { recursive: true });
    await copyFile(file, this.path(inside));
    return inside;
  }

  /** Copies a folder within the file system, owners and all. */
  async copy(from: string, to: string): Promise<void> {
    await rm(this.path(to), { recursive: true, force: true });
    await run('cp', ['--archive', '--reflink=auto', this.path(from), this.path(to)]);
  }

  /** Gives a folder with all that it holds to a user. */
  async own(inside: string, uid: number): Promise<void> {
    await run('chown', ['-R', `${uid}:${uid}`, this.path(inside)]);
  }

  async remove(inside: string): Promise<void> {
    await rm(this.path(inside), { recursive: true, force: true });
  }
}
