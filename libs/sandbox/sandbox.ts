import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type Docker from 'dockerode';
import { connectEngine, type EngineFacts } from './engine';
import { infrastructure, InfrastructureError, LockdownError } from './errors';
import { LAST_UID, thisOwner } from './owner';
import { MemoryBudget } from './memory-budget';
import { SlotPool } from './pool';
import type { ProbeReport } from './probe';
import { provenLockdown } from './proof';
import { reap } from './reaper';
import type { EngineHost, SandboxHost } from './host';

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
    return (await docker.info()) as EngineFacts;
  });
  if (options.ociRuntime !== undefined && !(options.ociRuntime in info.Runtimes)) {
    throw new LockdownError(
      `SANDBOX_RUNTIME is "${options.ociRuntime}", which the engine does not know (it has ${Object.keys(info.Runtimes).join(', ')})`,
    );
  }
  const name = options.ociRuntime;
  const engine: EngineHost = {
    docker,
    seccompProfile,
    owner: thisOwner(),
    runtime: name === undefined ? undefined : { name, ownKernel: false },
  };
  await infrastructure('destroying what dead supervisors left', () => reap(docker));
  const probe = await proven(engine, info, options.proofFile);
  if (probe.refused.length > 0) {
    throw new LockdownError(
      `this host does not hold the lock-down: ${probe.refused.map((check) => `${check.name} (${check.detail})`).join('; ')}`,
    );
  }
  const host: SandboxHost = {
    ...engine,
    runtime: name === undefined ? undefined : { name, ownKernel: probe.ownKernel },
    socketCap: probe.socketCap,
    processors: info.NCPU,
  };
  const budget = options.memoryBudget ?? Math.floor(info.MemTotal * MEMORY_SHARE);
  return { docker, host, pool: new SlotPool(host, new MemoryBudget(host, budget), options.log), probe };
}

/**
 * What the probe found.
 * @throws LockdownError where containers are not started: by the runtime that was asked for, or with ids that are not mapped
 */
async function proven(
  engine: EngineHost,
  facts: EngineFacts,
  proofFile: string | undefined,
): Promise<ProbeReport> {
  try {
    return await provenLockdown(engine, facts, proofFile);
  } catch (error) {
    const remapped = facts.SecurityOptions.some((option) => option.includes('userns'));
    if (!(error instanceof InfrastructureError) || !/OCI runtime|shim task/.test(error.message)) throw error;
    if (engine.runtime === undefined && !remapped) throw error;
    const causes = [
      ...(engine.runtime === undefined ? [] : [`SANDBOX_RUNTIME "${engine.runtime.name}" can't serve`]),
      ...(remapped ? [`the engine remaps user ids, and must map those up to ${String(LAST_UID)}`] : []),
    ];
    throw new LockdownError(`${causes.join('; or ')}: ${error.message}`, { cause: error });
  }
}
