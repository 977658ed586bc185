import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type Docker from 'dockerode';

const CGROUP_V1_MEMORY = '/sys/fs/cgroup/memory';
const MOST_FILE = 'memory.kmem.tcp.max_usage_in_bytes';
const LIMIT_FILE = 'memory.kmem.tcp.limit_in_bytes';

/**
 * What bounds the bytes that a container's sockets hold in the kernel.
 * `memory`: they count as its memory (cgroup v2). `cgroup-v1`: a cap of their own, set by this process.
 * `buffers`: the namespace's caps on each connection, with those on open files and processes.
 */
export type SocketCap = 'memory' | 'cgroup-v1' | 'buffers';

/**
 * On cgroup v1 what lies in TCP buffers is not part of a container's memory, and Docker sets no cap on it. Where this
 * process may write the container's cgroup, it sets one. The engine must be on this machine.
 * @param bytes most that the container's sockets may hold
 * @returns whether a cap was set; the probe finds out whether it bites
 */
export async function capSocketMemory(docker: Docker, containerId: string, bytes: number): Promise<boolean> {
  const folder = await memoryCgroup(docker, containerId);
  if (folder === undefined) return false;
  return writeFile(path.join(folder, LIMIT_FILE), String(bytes)).then(
    () => true,
    () => false,
  );
}

/**
 * A way to ask how many bytes a container's sockets held at most so far, as its cgroup counted them. Undefined where that
 * can't be seen from here; zero once the container has ended.
 */
export async function socketMemoryUsed(
  docker: Docker,
  containerId: string,
): Promise<(() => Promise<number>) | undefined> {
  const folder = await memoryCgroup(docker, containerId);
  if (folder === undefined) return undefined;
  return () => readFile(path.join(folder, MOST_FILE), 'utf8').then(Number, () => 0);
}

/** The folder of a running container's cgroup v1 for memory. Undefined where there is none on this machine. */
async function memoryCgroup(docker: Docker, containerId: string): Promise<string | undefined> {
  if (!(await cgroupV1IsHere())) return undefined;
  const { State } = await docker.getContainer(containerId).inspect();
  const lines = await readFile(`/proc/${String(State.Pid)}/cgroup`, 'utf8').catch(() => '');
  const line = lines.split('\n').find((candidate) => candidate.split(':')[1]?.split(',').includes('memory'));
  const folder = line?.split(':').slice(2).join(':');
  // A process of this number on another machine, or none: its cgroup is not the container's.
  return folder?.includes(containerId) === true ? path.join(CGROUP_V1_MEMORY, folder) : undefined;
}

let cgroupV1: Promise<boolean> | undefined;

function cgroupV1IsHere(): Promise<boolean> {
  cgroupV1 ??= access(path.join(CGROUP_V1_MEMORY, LIMIT_FILE)).then(
    () => true,
    () => false,
  );
  return cgroupV1;
}
