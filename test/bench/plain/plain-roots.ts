import { constants } from 'node:fs';
import { access, chmod, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type Docker from 'dockerode';
import type { Leftovers } from '../leftovers';
import { PlainRoot } from './plain-root';
import { run } from './run';
import { unpack } from './unpack';

/** Not part of a run, and much of the files. Everything else is unpacked as it is. */
const NOT_NEEDED = ['usr/share/doc/*', 'usr/share/man/*', 'usr/share/locale/*', 'var/cache/*'];

/** Where a database and the suite meet: they are processes of different images. */
const SOCKETS = '/run/judge';

/** Images as file systems of the plain side. Each is unpacked once for each build of it, and kept for the next time. */
export class PlainRoots {
  private readonly opened = new Map<string, Promise<PlainRoot>>();

  private constructor(
    private readonly docker: Docker,
    private readonly cache: string,
    private readonly chroot: string,
    private readonly leftovers: Leftovers,
  ) {}

  private get sockets(): string {
    return path.join(this.cache, 'sockets');
  }

  /** @param cache a folder of the benchmark's own. What is in it of images that there are no more is removed. */
  static async open(docker: Docker, cache: string, leftovers: Leftovers): Promise<PlainRoots> {
    if (process.getuid?.() !== 0) {
      throw new Error(
        'The plain side is started with chroot, which needs root: run it as root or with sudo.',
      );
    }
    const roots = new PlainRoots(docker, cache, await findChroot(), leftovers);
    await mkdir(cache, { recursive: true });
    // A benchmark that was killed could not take its mounts away; nothing is removed while one is there.
    for (const mount of await mountsUnder(cache)) await run('umount', ['--lazy', mount]);
    const images = await docker.listImages();
    const there = new Set(images.map((image) => folderOf(image.Id)));
    for (const name of (await readdir(cache)).filter((one) => !there.has(one)))
      await rm(path.join(cache, name), { recursive: true, force: true });
    await mkdir(roots.sockets);
    await chmod(roots.sockets, 0o1777);
    return roots;
  }

  /** The file system of an image, ready to run its programs. */
  of(image: string): Promise<PlainRoot> {
    let opening = this.opened.get(image);
    if (opening === undefined) {
      opening = this.openRoot(image);
      this.opened.set(image, opening);
    }
    return opening;
  }

  /** Takes a folder out of an image, which is not unpacked otherwise. @param target as this process sees it */
  async take(image: string, folder: string, target: string): Promise<void> {
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    await this.withContainer(image, async (container) => {
      await unpack(await container.getArchive({ path: folder }), target, ['--strip-components=1']);
    });
  }

  private async openRoot(image: string): Promise<PlainRoot> {
    const { Id, Config } = await this.docker.getImage(image).inspect();
    const folder = path.join(this.cache, folderOf(Id));
    if (!(await exists(folder))) await this.install(image, folder);
    const root = new PlainRoot(folder, environmentOf(Config.Env), this.chroot);
    // Programs look into /proc: SWC and the JVM for two do not run without it.
    await this.mount('/proc', root.path('proc'));
    await this.mount(this.sockets, root.path(SOCKETS));
    return root;
  }

  private async mount(from: string, target: string): Promise<void> {
    await mkdir(target, { recursive: true });
    this.leftovers.add(`the mount of ${target}`, () => run('umount', ['--lazy', target]));
    await run('mount', ['--bind', from, target]);
  }

  private async install(image: string, folder: string): Promise<void> {
    const draft = `${folder}.draft`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    await this.withContainer(image, async (container) => {
      const options = ['--numeric-owner', ...NOT_NEEDED.map((what) => `--exclude=${what}`)];
      await unpack(await container.export(), draft, options);
    });
    // An image holds no devices. cp copies the node, not what can be read from it.
    for (const device of ['null', 'zero', 'random', 'urandom']) {
      await run('cp', ['--archive', `/dev/${device}`, path.join(draft, 'dev', device)]);
    }
    await rename(draft, folder);
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

function folderOf(imageId: string): string {
  return imageId.replace('sha256:', '').slice(0, 16);
}

async function exists(file: string, mode = constants.F_OK): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
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
    if (await exists(program, constants.X_OK)) return program;
  }
  throw new Error('The program chroot is not installed; on Debian it is in the package coreutils.');
}

function environmentOf(lines: readonly string[] | null): Record<string, string> {
  return Object.fromEntries(
    (lines ?? []).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
