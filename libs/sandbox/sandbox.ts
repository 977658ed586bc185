import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type Docker from 'dockerode';
import { connectEngine } from './engine';
import { infrastructure, LockdownError } from './errors';
import { thisOwner } from './owner';
import { SlotPool } from './pool';
import type { ProbeReport } from './probe';
import { provenLockdown } from './proof';
import { reap } from './reaper';
import type { EngineHost, SandboxHost } from './slot';

/** Share of the machine's memory that slots may use together when nothing else is said. */
const MEMORY_SHARE = 0.75;

export interface SandboxOptions {
  /** As in DOCKER_HOST. */
  readonly dockerHost: string | undefined;
  /** The project's `sandbox` folder: seccomp profile and runtimes. */
  readonly directory: string;
  /** Bytes that all slots together may use; undefined for a share of the machine's memory. */
  readonly memoryBudget: number | undefined;
  /** Another OCI runtime, such as runsc. */
  readonly ociRuntime: string | undefined;
  /**
   * A file that keeps what the probe found, for commands that start often. It counts only for the same boot, engine,
   * images and profile. Undefined: probe at each start, as the worker does.
   */
  readonly proofFile: string | undefined;
  readonly log: (message: string) => void;
}

/** The sandbox of this process: an engine whose lock-down was proven, and a pool of slots on it. */
export interface Sandbox {
  readonly docker: Docker;
  readonly host: SandboxHost;
  readonly pool: SlotPool;
  readonly probe: ProbeReport;
}

/**
 * Connects the engine, destroys what dead supervisors left, and proves that each limit bites on this host.
 * @throws LockdownError when one does not: the sandbox then refuses to judge
 * @throws InfrastructureError when the engine does not answer or an image is missing
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const docker = connectEngine(options.dockerHost);
  const seccompProfile = JSON.stringify(
    JSON.parse(await readFile(path.join(options.directory, 'seccomp.json'), 'utf8')),
  );
  const info = await infrastructure('asking the Docker Engine what it is', async () => {
    return (await docker.info()) as {
      MemTotal: number;
      Runtimes: Record<string, unknown>;
      ID: string;
      NCPU: number;
    };
  });
  if (options.ociRuntime !== undefined && !(options.ociRuntime in info.Runtimes)) {
    throw new LockdownError(
      `SANDBOX_RUNTIME is "${options.ociRuntime}", which the engine does not know (it has ${Object.keys(info.Runtimes).join(', ')})`,
    );
  }
  const engine: EngineHost = { docker, seccompProfile, owner: thisOwner(), runtime: options.ociRuntime };
  await infrastructure('destroying what dead supervisors left', () => reap(docker));
  const probe = await provenLockdown(engine, info.ID, options.proofFile);
  if (probe.refused.length > 0) {
    throw new LockdownError(
      `this host does not hold the lock-down: ${probe.refused.map((check) => `${check.name} (${check.detail})`).join('; ')}`,
    );
  }
  const host: SandboxHost = { ...engine, socketCap: probe.socketCap, processors: info.NCPU };
  const budget = options.memoryBudget ?? Math.floor(info.MemTotal * MEMORY_SHARE);
  return { docker, host, pool: new SlotPool(host, budget, options.log), probe };
}
