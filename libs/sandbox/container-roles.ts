import type { ContainerSpec } from './lockdown';
import { JUDGE, type ServicePlan, type SlotPlan } from './plan';

const MIB = 1024 ** 2;

/** What a container is by its role; the slot adds who it is and how long it may live. */
export type ContainerRole = Omit<
  ContainerSpec,
  'slot' | 'uid' | 'networkOf' | 'idleSeconds' | 'wallSeconds' | 'leaseUntil' | 'owner' | 'runtime'
>;

/** Passwords of the roles in a slot's services, new for each slot. */
export interface ServicePasswords {
  readonly app: string;
  readonly suite: string;
}

/** The suite's container: owns the network namespace, meets the services over the socket volume. */
export function judgeRole(socketVolume: string | undefined): ContainerRole {
  return {
    role: 'judge',
    image: 'assay/judge:latest',
    command: ['/usr/local/bin/node', '/opt/judge/boot.js'],
    env: {},
    memory: JUDGE.memory,
    cpu: JUDGE.cpu,
    processes: JUDGE.processes,
    openFiles: JUDGE.openFiles,
    folders: [{ path: '/tmp', bytes: 4 * MIB, inodes: 256, executable: false }],
    sharedMemory: MIB,
    socketVolume,
  };
}

/** A fresh service with the challenge's base data. */
export function serviceRole(
  service: ServicePlan,
  processors: number,
  passwords: ServicePasswords,
  socketVolume: string | undefined,
): ContainerRole {
  return {
    role: 'service',
    image: service.image,
    command: ['/usr/local/bin/slot-entrypoint.sh'],
    env: { APP_PASSWORD: passwords.app, SUITE_PASSWORD: passwords.suite },
    memory: service.memory,
    cpu: Math.min(service.cpu, processors),
    processes: service.processes,
    openFiles: service.openFiles,
    folders: [
      { path: '/data', bytes: service.data, inodes: 8_192, executable: false },
      { path: '/tmp', bytes: 4 * MIB, inodes: 256, executable: false },
    ],
    sharedMemory: MIB,
    socketVolume,
  };
}

/** One instance of the candidate's program. It never sees the socket volume. */
export function subjectRole(
  plan: SlotPlan,
  port: number,
  env: Readonly<Record<string, string>>,
  passwords: ServicePasswords,
): ContainerRole {
  const services = plan.services.flatMap((service) => Object.entries(service.environment));
  return {
    role: 'subject',
    image: plan.subjectImage,
    command: plan.subjectCommand,
    env: {
      ...env,
      PORT: String(port),
      ...Object.fromEntries(
        services.map(([name, value]) => [name, value.replaceAll('{{app}}', passwords.app)]),
      ),
    },
    memory: plan.limits.memory,
    cpu: plan.limits.cpu,
    processes: plan.limits.processes,
    openFiles: plan.openFiles,
    folders: [
      { path: '/app', bytes: plan.app, inodes: 4_096, executable: true },
      { path: '/tmp', bytes: plan.tmp, inodes: 4_096, executable: true },
    ],
    sharedMemory: 16 * MIB,
    socketVolume: undefined,
  };
}
