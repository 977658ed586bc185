import os from 'node:os';
import type Docker from 'dockerode';

/** What the numbers were measured on. */
export interface MachineLine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly engine: string;
  readonly cgroup: string;
}

export async function machineLine(docker: Docker): Promise<MachineLine> {
  const info = (await docker.info()) as { ServerVersion: string; CgroupVersion?: string };
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 1024 ** 3),
    kernel: os.release(),
    engine: info.ServerVersion,
    // Engines before 20.10 do not say, and know only version 1.
    cgroup: info.CgroupVersion ?? '1',
  };
}
