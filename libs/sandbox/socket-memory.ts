import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type Docker from 'dockerode';

const CGROUP_V1_MEMORY = '/sys/fs/cgroup/memory';
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
  if (!(await cgroupV1IsHere())) return false;
  const { State } = await docker.getContainer(containerId).inspect();
  const lines = await readFile(`/proc/${String(State.Pid)}/cgroup`, 'utf8').catch(() => '');
  const line = lines.split('\n').find((candidate) => candidate.split(':')[1]?.split(',').includes('memory'));
  const folder = line?.split(':').slice(2).join(':');
  // A process of this number on another machine, or none: its cgroup is not the container's.
  if (folder?.includes(containerId) !== true) return false;
  return writeFile(path.join(CGROUP_V1_MEMORY, folder, LIMIT_FILE), String(bytes)).then(
    () => true,
    () => false,
  );
}

let cgroupV1: Promise<boolean> | undefined;

function cgroupV1IsHere(): Promise<boolean> {
  cgroupV1 ??= access(path.join(CGROUP_V1_MEMORY, LIMIT_FILE)).then(
    () => true,
    () => false,
  );
  return cgroupV1;
}
