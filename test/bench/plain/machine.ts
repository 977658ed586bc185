import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  chmod,
  chown,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SourceFile } from '@assay/contracts';
import type Docker from 'dockerode';
import type { Leftovers } from '../leftovers';
import { run } from './run';

/** Who the database runs as in its image, and who everything else runs as: nobody. */
export const POSTGRES_UID = 5432;
export const PLAIN_UID = 65_534;

const DATA = '/var/lib/assay/data';

/**
 * Not part of a run, and much of the files. Everything else is unpacked as it is.
 */
const NOT_NEEDED = ['usr/share/doc/*', 'usr/share/man/*', 'usr/share/locale/*', 'var/cache/*'];

/** A process of the plain side. */
export type PlainProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * One file system in which everything is installed that the images hold: interpreters, frameworks, the judge's boot
 * script and PostgreSQL. Its processes are started with chroot and nothing more: they are ordinary processes of this
 * machine, in no namespace, under no limit and no filter, as they would be in a developer's terminal.
 */
export class PlainMachine {
  private constructor(
    private readonly docker: Docker,
    private readonly cache: string,
    private readonly key: string,
    readonly root: string,
    private readonly chroot: string,
    private readonly environments: ReadonlyMap<string, Readonly<Record<string, string>>>,
  ) {}

  /**
   * Unpacks what is not unpacked yet. What other images have left in the cache is removed.
   * @param cache a folder of the benchmark's own
   * @param images unpacked over each other in this order; they stand on one base
   */
  static async open(
    docker: Docker,
    cache: string,
    images: readonly string[],
    leftovers: Leftovers,
  ): Promise<PlainMachine> {
    if (process.getuid?.() !== 0) {
      throw new Error(
        'The plain side is started with chroot, which needs root: run it as root or with sudo.',
      );
    }
    const found = await Promise.all(images.map((image) => docker.getImage(image).inspect()));
    const key = createHash('sha256')
      .update(JSON.stringify([found.map((image) => image.Id), NOT_NEEDED]))
      .digest('hex')
      .slice(0, 16);
    const root = path.join(cache, key, 'root');
    const environments = new Map(
      images.map((image, at) => [image, environmentOf(found[at]?.Config.Env ?? [])]),
    );
    const machine = new PlainMachine(docker, cache, key, root, await findChroot(), environments);
    await mkdir(cache, { recursive: true });
    // A benchmark that was killed could not take its mount away; nothing is removed while one is there.
    for (const mount of await mountsUnder(cache)) await run('umount', ['--lazy', mount]);
    const kept = await readdir(cache);
    for (const name of kept.filter((one) => one !== key))
      await rm(path.join(cache, name), { recursive: true, force: true });
    if (!kept.includes(key)) await machine.install(images);
    // Programs look there: SWC for one does not load without it.
    const proc = machine.path('proc');
    leftovers.add('the mount of /proc', () => run('umount', ['--lazy', proc]));
    await run('mount', ['--bind', '/proc', proc]);
    return machine;
  }

  /** The variables that an image sets for its programs. */
  environmentOf(image: string): Readonly<Record<string, string>> {
    return this.environments.get(image) ?? {};
  }

  /** A path of this file system as this process sees it. */
  path(inside: string): string {
    return path.join(this.root, inside);
  }

  /** Starts a program. Its paths are those of the file system. */
  start(
    command: readonly string[],
    options: { uid: number; env: Readonly<Record<string, string>> },
  ): PlainProcess {
    const user = `--userspec=${options.uid}:${options.uid}`;
    const started = spawn(this.chroot, [user, this.root, ...command], {
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
    await run('chown', ['-R', `${PLAIN_UID}:${PLAIN_UID}`, target]);
    return folder;
  }

  /** Unpacks a challenge's base data out of its image. @param folder inside the file system */
  async unpackData(image: string, folder: string): Promise<void> {
    const target = this.path(folder);
    await rm(target, { recursive: true, force: true });
    await mkdir(target);
    await this.withContainer(image, async (container) => {
      await unpack(await container.getArchive({ path: DATA }), target, ['--strip-components=1']);
    });
    await run('chown', ['-R', `${POSTGRES_UID}:${POSTGRES_UID}`, target]);
    await run('chmod', ['-R', 'u+rwX,go-rwx', target]);
  }

  private async install(images: readonly string[]): Promise<void> {
    const draft = path.join(this.cache, `${this.key}.draft`);
    const root = path.join(draft, 'root');
    await mkdir(root, { recursive: true });
    for (const image of images) {
      await this.withContainer(image, async (container) => {
        await unpack(await container.export(), root, [
          '--numeric-owner',
          ...NOT_NEEDED.map((what) => `--exclude=${what}`),
        ]);
      });
    }
    // An image holds no devices. cp copies the node, not what can be read from it.
    for (const device of ['null', 'zero', 'random', 'urandom']) {
      await run('cp', ['--archive', `/dev/${device}`, path.join(root, 'dev', device)]);
    }
    await mkdir(path.join(root, 'run/judge'), { recursive: true });
    await chmod(path.join(root, 'run/judge'), 0o1777);
    await chown(path.join(root, 'var/lib/assay'), POSTGRES_UID, POSTGRES_UID);
    await mkdir(path.join(root, 'opt/bench'), { recursive: true });
    await rename(draft, path.join(this.cache, this.key));
  }

  /** Puts a compiled script of ours into the file system. @returns its path inside */
  async bring(file: string): Promise<string> {
    const inside = path.posix.join('/opt/bench', path.basename(file));
    await copyFile(file, this.path(inside));
    return inside;
  }

  /** Copies a folder within the file system, owners and all. */
  async copy(from: string, to: string): Promise<void> {
    await rm(this.path(to), { recursive: true, force: true });
    await run('cp', ['--archive', '--reflink=auto', this.path(from), this.path(to)]);
  }

  async remove(inside: string): Promise<void> {
    await rm(this.path(inside), { recursive: true, force: true });
  }

  /** A container that is never started: the engine's way to read an image. */
  private async withContainer(
    image: string,
    work: (container: Docker.Container) => Promise<void>,
  ): Promise<void> {
    const container = await this.docker.createContainer({ Image: image, Cmd: ['true'] });
    try {
      await work(container);
    } finally {
      await container.remove({ force: true, v: true });
    }
  }
}

/** What is mounted in a folder, deepest first. */
async function mountsUnder(folder: string): Promise<string[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  const points = lines.map((line) => (line.split(' ')[4] ?? '').replaceAll('\\040', ' '));
  return points.filter((point) => point.startsWith(`${folder}/`)).reverse();
}

/** It lies where not every user's PATH leads, and programs are started with an environment of their own. */
async function findChroot(): Promise<string> {
  for (const folder of ['/usr/sbin', '/usr/bin', '/sbin', '/bin']) {
    const program = path.join(folder, 'chroot');
    const found = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return program;
  }
  throw new Error('The program chroot is not installed; on Debian it is in the package coreutils.');
}

function environmentOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

async function unpack(
  archive: NodeJS.ReadableStream,
  folder: string,
  options: readonly string[],
): Promise<void> {
  const tar = spawn('tar', ['--extract', '--file=-', ...options], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`tar ended with ${String(code)}`)),
    );
  });
  await Promise.all([pipeline(archive, tar.stdin), ended]);
}
