import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectEngine } from '@assay/sandbox';
import type Docker from 'dockerode';

const START_MS = 60_000;
const STOP_MS = 30_000;

/** What is different about an engine. */
export interface EngineSetup {
  /** Its settings, as in /etc/docker/daemon.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files that it alone sees in another's place, by their paths: what it reads there, and nobody else. */
  readonly files?: Readonly<Record<string, string>>;
  /** Mounts that it does not see. */
  readonly hidden?: readonly string[];
}

/** Why no second engine can be had here; undefined where it can. */
export function noSecondEngine(): string | undefined {
  if (process.getuid?.() !== 0) return 'a second dockerd needs root';
  const absent = ['dockerd', 'containerd', 'unshare'].find(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );
  return absent === undefined ? undefined : `there is no ${absent} on the PATH`;
}

/**
 * A Docker Engine of one test's own, to be killed and started again: it shares no data, no state, no socket and no network
 * setting with the engine that is there, and neither makes a bridge nor writes a rule of the firewall.
 */
export class SecondEngine {
  readonly docker: Docker;
  private daemon: ChildProcess | undefined;
  private containerd: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    private readonly setup: EngineSetup,
  ) {
    this.docker = connectEngine(this.host);
  }

  /** @param setup what is different about it; files of its own may be put into its folder before */
  static async start(setup: EngineSetup = {}, folder?: string): Promise<SecondEngine> {
    const engine = new SecondEngine(folder ?? (await SecondEngine.newFolder()), setup);
    // In the place of the machine's own settings.
    await writeFile(engine.inside('dockerd.json'), JSON.stringify(setup.settings ?? {}));
    await writeFile(
      engine.inside('containerd.toml'),
      'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n',
    );
    try {
      await engine.start();
    } catch (error) {
      await engine.remove();
      throw error;
    }
    return engine;
  }

  /** A folder for an engine, which goes with it. */
  static async newFolder(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-2nd-'));
    // An engine that maps user ids has its data below, and lets those ids pass.
    await chmod(folder, 0o711);
    return folder;
  }

  /** As in DOCKER_HOST. */
  get host(): string {
    return `unix://${this.inside('docker.sock')}`;
  }

  /** Brings images over from another engine. */
  async bring(from: Docker, names: readonly string[]): Promise<void> {
    const images = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      from.modem.dial(
        {
          method: 'GET',
          path: '/images/get?',
          options: { names },
          isStream: true,
          statusCodes: { 200: true, 404: 'one of the images is not there' },
        },
        (error, stream) => {
          if (error === null) resolve(stream as NodeJS.ReadableStream);
          else reject(error);
        },
      );
    });
    const loading = await this.docker.loadImage(images);
    await new Promise<void>((resolve, reject) => {
      this.docker.modem.followProgress(loading, (error: Error | null) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  /** Starts it and waits until it answers. `liveRestore`: containers outlive the daemon. */
  async start(liveRestore = false): Promise<void> {
    const view = await this.ownView();
    // As packages do it: a containerd of its own, which stays when the daemon goes. With a view of its own the daemon starts
    // it, so that both have it.
    if (view === undefined)
      this.containerd ??= this.process('containerd', [
        ...['--config', this.inside('containerd.toml'), '--address', this.inside('containerd.sock')],
        ...['--root', this.inside('containerd'), '--state', this.inside('run')],
      ]);
    // In a network of its own: an engine without a bridge removes the one that it finds, which is the other engine's.
    this.daemon = this.process('unshare', [
      ...['--net', ...(view ?? []), 'dockerd'],
      ...['--host', this.host, '--pidfile', this.inside('pid'), '--config-file', this.inside('dockerd.json')],
      ...['--data-root', this.inside('data'), '--exec-root', this.inside('exec')],
      ...(view === undefined ? ['--containerd', this.inside('containerd.sock')] : []),
      ...['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false'],
      ...(liveRestore ? ['--live-restore'] : []),
    ]);
    const until = Date.now() + START_MS;
    for (;;) {
      try {
        await this.docker.ping();
        return;
      } catch (error) {
        if (Date.now() > until || hasEnded(this.daemon))
          throw new Error(`the second engine does not start:\n${await this.lastWords()}`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** Gives it other OCI runtimes while it runs, as `systemctl reload docker` does. */
  async setRuntimes(runtimes: Readonly<Record<string, { readonly path: string }>>): Promise<void> {
    await writeFile(this.inside('dockerd.json'), JSON.stringify({ ...this.setup.settings, runtimes }));
    this.daemon?.kill('SIGHUP');
    const until = Date.now() + START_MS;
    const known = async (): Promise<boolean> => {
      const { Runtimes } = (await this.docker.info()) as { Runtimes: Record<string, { path: string }> };
      return Object.entries(runtimes).every(([name, { path: file }]) => Runtimes[name]?.path === file);
    };
    while (!(await known())) {
      if (Date.now() > until) throw new Error('the second engine does not take its runtimes');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends the daemon; containers are then as dead as the signal and `liveRestore` leave them. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await ended(this.daemon, signal);
    this.daemon = undefined;
  }

  /** Kills daemon and containerd at once. Containers live on, held by nobody but their shims. */
  async endWhole(): Promise<void> {
    await Promise.all([ended(this.daemon, 'SIGKILL'), ended(this.containerd, 'SIGKILL')]);
    this.daemon = undefined;
    this.containerd = undefined;
  }

  /** Containers, by what the machine's processes say: those that still have somebody to hold their streams. */
  async shimmed(): Promise<string[]> {
    return (await this.processes()).flatMap(({ command }) => {
      const at = command.indexOf('-id');
      return command[0]?.includes('containerd-shim') === true && at >= 0 ? [command[at + 1] ?? ''] : [];
    });
  }

  /** Removes whatever it holds, ends it, and leaves nothing: no process, no mount, no file. */
  async remove(): Promise<void> {
    if (this.daemon !== undefined && !hasEnded(this.daemon)) {
      const containers = await this.docker.listContainers({ all: true });
      await Promise.all(
        containers.map(({ Id }) => this.docker.getContainer(Id).remove({ force: true, v: true })),
      );
      await this.end('SIGTERM');
    }
    await ended(this.containerd, 'SIGTERM');
    // What was held by a shim alone.
    for (const { pid } of await this.processes()) process.kill(pid, 'SIGKILL');
    const mounts = await readFile('/proc/self/mountinfo', 'utf8');
    const inside = mounts
      .split('\n')
      .map((line) => line.split(' ')[4] ?? '')
      .filter((place) => place.startsWith(`${this.folder}/`))
      .reverse();
    for (const place of inside) spawnSync('umount', ['--lazy', place]);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /** Every process that names this engine's folder on its command line. */
  private async processes(): Promise<{ pid: number; command: string[] }[]> {
    const found = await Promise.all(
      (await readdir('/proc'))
        .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
        .map(async (name) => {
          const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
          return { pid: Number(name), command: line.split('\0') };
        }),
    );
    return found.filter(({ command }) => command.some((word) => word.includes(this.folder)));
  }

  /** The command before the daemon's that gives it mounts of its own. Undefined where it needs none. */
  private async ownView(): Promise<string[] | undefined> {
    const { files = {}, hidden = [] } = this.setup;
    if (Object.keys(files).length === 0 && hidden.length === 0) return undefined;
    const steps = hidden.map((place) => `umount '${place}'`);
    for (const [place, content] of Object.entries(files)) {
      const file = this.inside(path.basename(place));
      await writeFile(file, content);
      steps.push(`mount --bind '${file}' '${place}'`);
    }
    return ['unshare', '--mount', '--', 'sh', '-ec', [...steps, 'exec "$0" "$@"'].join('; ')];
  }

  private process(program: string, args: readonly string[]): ChildProcess {
    const log = openSync(this.inside('log'), 'a');
    try {
      return spawn(program, args, { stdio: ['ignore', log, log] });
    } finally {
      closeSync(log);
    }
  }

  private inside(name: string): string {
    return path.join(this.folder, name);
  }

  private async lastWords(): Promise<string> {
    return (await readFile(this.inside('log'), 'utf8')).slice(-2_000);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Sends a signal and waits for the end, which is forced where it does not come. */
async function ended(child: ChildProcess | undefined, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child === undefined || hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const forced = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(forced);
}
