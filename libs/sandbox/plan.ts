import type { Limits } from '@assay/contracts';
import type { SocketCap } from './socket-memory';

/** Everything that decides what a prepared slot looks like. Two submissions with the same key can use the same one. */
export interface SlotPlan {
  /** Challenge version and runtime. */
  readonly key: string;
  /** The bundled suite, loaded into the judge before the go. */
  readonly bundle: string;
  readonly subjectImage: string;
  /** The runtime's waiting process. */
  readonly subjectCommand: readonly string[];
  readonly instances: number;
  /** The environment that the statement promises; `{{secret}}` is filled in for each slot. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** The image of the challenge's base data, when it asks for PostgreSQL. */
  readonly postgresqlImage: string | undefined;
  /** Time that subjects have to listen, milliseconds. */
  readonly startMs: number;
}

const MIB = 1024 ** 2;

/** What a judge gets. Measured: 60 to 90 MiB with a suite loaded; its client's buffers are capped by the testkit. */
export const JUDGE = { memory: 256 * MIB, cpu: 1, processes: 48, openFiles: 1024 } as const;

/** What a slot's PostgreSQL gets: data in memory, 32 MiB of shared buffers, one process for each connection. */
export const POSTGRESQL = {
  memory: 448 * MIB,
  data: 224 * MIB,
  cpu: 2,
  processes: 110,
  openFiles: 512,
} as const;

/** Open files of one subject's process: enough for a server under a suite's load. */
export const SUBJECT_OPEN_FILES = 512;

/** What the sockets of one container may hold in the kernel, where that is not part of its memory (cgroup v1). */
export const SOCKET_MEMORY = 32 * MIB;

/** First port that a subject listens on; instance n has this plus n. */
export const FIRST_PORT = 8080;

/** Most that one end of a connection may hold where nothing but the namespace's buffers caps it, bytes. */
const SOCKET_BYTES = 80 * 1024;

/** Most bytes that a slot of this plan can use: what admission counts. */
export function slotMemory(plan: SlotPlan, socketCap: SocketCap): number {
  const database = plan.postgresqlImage === undefined ? 0 : POSTGRESQL.memory;
  return JUDGE.memory + database + plan.instances * plan.limits.memory + socketMemory(plan, socketCap);
}

/** Of that, what lies in socket buffers and is not part of any container's memory. */
function socketMemory(plan: SlotPlan, socketCap: SocketCap): number {
  if (socketCap === 'memory') return 0;
  const containers = 1 + (plan.postgresqlImage === undefined ? 0 : 1) + plan.instances;
  if (socketCap === 'cgroup-v1') return containers * SOCKET_MEMORY;
  return plan.instances * plan.limits.processes * SUBJECT_OPEN_FILES * SOCKET_BYTES;
}
