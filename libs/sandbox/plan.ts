import type { Limits, Service } from '@assay/contracts';
import type { SocketCap } from './socket-memory';

/** A service of a slot: what it is and what it may use. */
export interface ServicePlan {
  readonly id: Service;
  /** Shown in messages, such as "PostgreSQL 17". */
  readonly title: string;
  /** The image of the challenge's base data. */
  readonly image: string;
  readonly port: number;
  /** What it prints once it listens. */
  readonly ready: string;
  /** Bytes, its data included, which lie in memory. */
  readonly memory: number;
  /** Bytes of /data: the base data, and room for what is added. */
  readonly data: number;
  readonly cpu: number;
  readonly processes: number;
  readonly openFiles: number;
  /** What subjects are told; `{{app}}` is filled in for each slot. */
  readonly environment: Readonly<Record<string, string>>;
}

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
  /** What each subject gets: the challenge's limits, raised to what its runtime needs. */
  readonly limits: Limits;
  /** Open files of one process of a subject. */
  readonly openFiles: number;
  /** Bytes of a subject's /app and /tmp, which lie in its memory. */
  readonly app: number;
  readonly tmp: number;
  readonly services: readonly ServicePlan[];
  /** Time that subjects have to listen, milliseconds. */
  readonly startMs: number;
}

const MIB = 1024 ** 2;

/** What a judge gets. Measured: 60 to 90 MiB with a suite loaded; its client's buffers are capped by the testkit. */
export const JUDGE = { memory: 256 * MIB, cpu: 1, processes: 48, openFiles: 1024 } as const;

/** What a subject gets where neither its challenge nor its runtime says more. Enough for a server under a suite's load. */
export const SUBJECT = { openFiles: 512, app: 32 * MIB, tmp: 64 * MIB } as const;

/** What the sockets of one container may hold in the kernel, where that is not part of its memory (cgroup v1). */
export const SOCKET_MEMORY = 32 * MIB;

/** First port that a subject listens on; instance n has this plus n. */
export const FIRST_PORT = 8080;

/** Most that one end of a connection may hold where nothing but the namespace's buffers caps it, bytes. */
const SOCKET_BYTES = 80 * 1024;

/** Most bytes that a slot of this plan can use: what admission counts. */
export function slotMemory(plan: SlotPlan, socketCap: SocketCap): number {
  const services = plan.services.reduce((sum, service) => sum + service.memory, 0);
  return JUDGE.memory + services + plan.instances * plan.limits.memory + socketMemory(plan, socketCap);
}

/** Of that, what lies in socket buffers and is not part of any container's memory. */
function socketMemory(plan: SlotPlan, socketCap: SocketCap): number {
  if (socketCap === 'memory') return 0;
  const containers = 1 + plan.services.length + plan.instances;
  if (socketCap === 'cgroup-v1') return containers * SOCKET_MEMORY;
  return plan.instances * plan.limits.processes * plan.openFiles * SOCKET_BYTES;
}
