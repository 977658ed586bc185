import type { ContainerCreateOptions, HostConfig } from 'dockerode';
import { LABELS } from './labels';
import { profileForOwnKernel } from './seccomp';

/** A writable folder in memory. Bytes and inodes are both bounded. */
export interface MemoryFolder {
  readonly path: string;
  readonly bytes: number;
  readonly inodes: number;
  /** Whether programs may be executed from it. */
  readonly executable: boolean;
}

/** An OCI runtime other than the engine's default, as SANDBOX_RUNTIME names it. */
export interface OciRuntime {
  readonly name: string;
  /** Whether what it runs has a kernel of its own, as with gVisor, and not the host's. Found by asking inside. */
  readonly ownKernel: boolean;
}

/** What a container of a slot may use. Nothing else is configurable: the rest of the lock-down is the same for all. */
export interface ContainerSpec {
  readonly role: 'judge' | 'subject' | 'service' | 'probe';
  readonly slot: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** User and group id, of no other live container. */
  readonly uid: number;
  /** Bytes, swap included. */
  readonly memory: number;
  /** Processors. */
  readonly cpu: number;
  /** Processes and threads. */
  readonly processes: number;
  /** Open files of one process. */
  readonly openFiles: number;
  readonly folders: readonly MemoryFolder[];
  /** Bytes of /dev/shm. */
  readonly sharedMemory: number;
  /** The container whose network namespace this one joins; undefined for the one that owns it. */
  readonly networkOf: string | undefined;
  /** The slot's volume of sockets, where judge and services meet. Never mounted by a subject. */
  readonly socketVolume: string | undefined;
  /** Seconds that the container may wait, and seconds that it may run from the go: see assay-init. */
  readonly idleSeconds: number;
  readonly wallSeconds: number;
  /** Unix time in seconds at which the reaper may destroy it. */
  readonly leaseUntil: number;
  readonly owner: string;
  /** The runtime of what is not trusted: subjects and the probe. Judge and services have the engine's default (ADR 15). */
  readonly runtime: OciRuntime | undefined;
}

const MAX_FILE_BYTES = 256 * 1024 ** 2;
const INODES_SHM = 256;

/**
 * Socket buffers, bytes: least, default, most. Docker does not cap them on cgroup v1, so the namespace does;
 * together with the caps on processes and open files that bounds what loopback can hold (see the probe).
 */
const TCP_BUFFER = '4096 16384 65536';

/**
 * Threads of the host that a runtime with a kernel of its own takes besides: its kernel's own ones, and one more for
 * each thread inside. The limit on those inside is then `nproc`, which its kernel enforces.
 */
const KERNEL_THREADS = 128;

/** Options for the engine: the lock-down of every container of a slot, subjects, judge and services alike. */
export function lockedDown(spec: ContainerSpec, seccompProfile: string): ContainerCreateOptions {
  const uid = String(spec.uid);
  const runtime = spec.role === 'subject' || spec.role === 'probe' ? spec.runtime : undefined;
  const ownKernel = runtime?.ownKernel === true;
  const profile = ownKernel ? profileForOwnKernel(seccompProfile) : seccompProfile;
  const tmpfs: Record<string, string> = {
    // Pseudoterminals are counted for the whole machine (kernel.pty.max). Nothing in a slot needs one, so there is nothing
    // behind /dev/ptmx.
    '/dev/pts': `ro,nosuid,nodev,noexec,size=4096,nr_inodes=2,mode=0700,uid=${uid},gid=${uid}`,
    '/dev/shm': `rw,nosuid,nodev,noexec,size=${spec.sharedMemory},nr_inodes=${INODES_SHM},mode=0700,uid=${uid},gid=${uid}`,
  };
  for (const folder of spec.folders) {
    tmpfs[folder.path] =
      `rw,nosuid,nodev,${folder.executable ? 'exec' : 'noexec'},size=${folder.bytes},nr_inodes=${folder.inodes},mode=0700,uid=${uid},gid=${uid}`;
  }
  // The engine's own name for it; the published types lack it.
  const hostConfig: HostConfig & { CgroupnsMode: 'private' } = {
    NetworkMode: spec.networkOf === undefined ? 'none' : `container:${spec.networkOf}`,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges:true', `seccomp=${profile}`],
    Privileged: false,
    ReadonlyRootfs: true,
    Tmpfs: tmpfs,
    // /dev/shm is the tmpfs above, with its inode limit; Docker's own has none.
    IpcMode: 'none',
    CgroupnsMode: 'private',
    Memory: spec.memory,
    MemorySwap: spec.memory,
    MemorySwappiness: 0,
    OomKillDisable: false,
    OomScoreAdj: 500,
    PidsLimit: ownKernel ? 2 * spec.processes + KERNEL_THREADS : spec.processes,
    NanoCpus: Math.round(spec.cpu * 1e9),
    Ulimits: [
      { Name: 'nofile', Soft: spec.openFiles, Hard: spec.openFiles },
      { Name: 'nproc', Soft: spec.processes, Hard: spec.processes },
      { Name: 'fsize', Soft: MAX_FILE_BYTES, Hard: MAX_FILE_BYTES },
      { Name: 'core', Soft: 0, Hard: 0 },
      { Name: 'memlock', Soft: 65_536, Hard: 65_536 },
      { Name: 'msgqueue', Soft: 0, Hard: 0 },
      { Name: 'sigpending', Soft: 1024, Hard: 1024 },
    ],
    ...(spec.networkOf === undefined
      ? { Sysctls: { 'net.ipv4.tcp_rmem': TCP_BUFFER, 'net.ipv4.tcp_wmem': TCP_BUFFER } }
      : {}),
    LogConfig: { Type: 'none', Config: {} },
    RestartPolicy: { Name: 'no' },
    AutoRemove: false,
    ...(spec.socketVolume === undefined
      ? {}
      : {
          Mounts: [
            { Type: 'volume' as const, Source: spec.socketVolume, Target: '/run/judge', ReadOnly: false },
          ],
        }),
    ...(runtime === undefined ? {} : { Runtime: runtime.name }),
  };
  return {
    Image: spec.image,
    Entrypoint: [
      '/usr/local/bin/assay-init',
      '--idle',
      String(spec.idleSeconds),
      '--wall',
      String(spec.wallSeconds),
      '--',
    ],
    Cmd: [...spec.command],
    Env: Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
    User: `${uid}:${uid}`,
    // A container that joins a namespace takes its host name from there, and Docker refuses one of its own.
    ...(spec.networkOf === undefined ? { Hostname: 'slot', NetworkDisabled: false } : {}),
    Labels: {
      [LABELS.slot]: spec.slot,
      [LABELS.role]: spec.role,
      [LABELS.owner]: spec.owner,
      [LABELS.lease]: String(spec.leaseUntil),
      [LABELS.memory]: String(spec.memory),
      [LABELS.uid]: uid,
    },
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    // Input ends with its supervisor: a waiting process that reads the end of it goes away by itself.
    StdinOnce: true,
    Tty: false,
    HostConfig: hostConfig,
  };
}
