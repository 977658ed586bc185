import type { ContainerSpec } from './lockdown';
import { JUDGE, POSTGRESQL, SUBJECT_OPEN_FILES, type SlotPlan } from './plan';

const MIB = 1024 ** 2;

/** What a container is by its role; the slot adds who it is and how long it may live. */
export type ContainerRole = Omit<
  ContainerSpec,
  'slot' | 'uid' | 'networkOf' | 'idleSeconds' | 'wallSeconds' | 'leaseUntil' | 'owner' | 'runtime'
>;

/** Passwords of a slot's database roles, new for each slot. */
export interface DatabasePasswords {
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

/** A fresh PostgreSQL with the challenge's base data. */
export function postgresqlRole(
  plan: SlotPlan,
  processors: number,
  passwords: DatabasePasswords,
  socketVolume: string | undefined,
): ContainerRole {
  return {
    role: 'service',
    image: plan.postgresqlImage ?? '',
    command: ['/usr/local/bin/slot-entrypoint.sh'],
    env: { APP_PASSWORD: passwords.app, SUITE_PASSWORD: passwords.suite },
    memory: POSTGRESQL.memory,
    cpu: Math.min(POSTGRESQL.cpu, processors),
    processes: POSTGRESQL.processes,
    openFiles: POSTGRESQL.openFiles,
    folders: [
      { path: '/data', bytes: POSTGRESQL.data, inodes: 8_192, executable: false },
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
  passwords: DatabasePasswords,
): ContainerRole {
  return {
    role: 'subject',
    image: plan.subjectImage,
    command: plan.subjectCommand,
    env: {
      ...env,
      PORT: String(port),
      ...(plan.postgresqlImage === undefined
        ? {}
        : { DATABASE_URL: `postgres://app:${passwords.app}@127.0.0.1:5432/app` }),
    },
    memory: plan.limits.memory,
    cpu: plan.limits.cpu,
    processes: plan.limits.processes,
    openFiles: SUBJECT_OPEN_FILES,
    folders: [
      { path: '/app', bytes: 32 * MIB, inodes: 4_096, executable: true },
      { path: '/tmp', bytes: 64 * MIB, inodes: 4_096, executable: true },
    ],
    sharedMemory: 16 * MIB,
    socketVolume: undefined,
  };
}
