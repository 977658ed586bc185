import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type Docker from 'dockerode';

const CGROUP_V1_MEMORY = '/sys/fs/cgroup/memory';
const LIMIT_FILE = 'memory.kmem.tcp.limit_in_bytes';

/**
 * On cgroup v1 what lies in TCP buffers is not part of a container's memory, and Docker sets no cap on it. Where this
 * process may write the container's cgroup, it sets one. On cgroup v2 the memory limit covers it and nothing is done;
 * where neither holds, the probe finds out and judging is refused.
 * @param bytes most that the container's sockets may hold
 */
export async function capSocketMemory(docker: Docker, containerId: string, bytes: number): Promise<void> {
  if (!(await usesCgroupV1())) return;
  const { State } = await docker.getContainer(containerId).inspect();
  const lines = await readFile(`/proc/${String(State.Pid)}/cgroup`, 'utf8').catch(() => '');
  const line = lines.split('\n').find((candidate) => candidate.split(':')[1]?.split(',').includes('memory'));
  const folder = line?.split(':').slice(2).join(':');
  if (folder === undefined) return;
  await writeFile(path.join(CGROUP_V1_MEMORY, folder, LIMIT_FILE), String(bytes)).catch(() => undefined);
}

let cgroupV1: Promise<boolean> | undefined;

function usesCgroupV1(): Promise<boolean> {
  cgroupV1 ??= access(path.join(CGROUP_V1_MEMORY, LIMIT_FILE)).then(
    () => true,
    () => false,
  );
  return cgroupV1;
}
