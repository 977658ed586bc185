import { SlotContainer } from './container';
import type { ContainerRole } from './container-roles';
import { isGone } from './engine';
import { InfrastructureError, infrastructure, LockdownError } from './errors';
import type { SandboxHost } from './host';
import { LABELS } from './labels';
import { newUid } from './owner';
import { SOCKET_MEMORY, type SlotPlan } from './plan';
import { capSocketMemory } from './socket-memory';

/** How long a prepared slot may wait for work, seconds. The pool takes it away before. */
export const IDLE_SECONDS = 1_800;

/** Seconds past its wall limit that a container may live when nobody is left to destroy it. */
const LEASE_MARGIN_SECONDS = 30;

/**
 * What one slot has on the engine: its containers, locked down and each with a user id that no other has, and the volume
 * in which judge and services meet.
 */
export class SlotContainers {
  readonly all: SlotContainer[] = [];
  readonly uids = new Set<number>();
  /** Its name, once it was asked for. */
  socketVolume: string | undefined;
  private closed = false;

  constructor(
    private readonly host: SandboxHost,
    private readonly plan: SlotPlan,
    private readonly slot: string,
  ) {}

  /** Whether none has ended. */
  get alive(): boolean {
    return this.all.every((container) => container.alive);
  }

  /** @throws InfrastructureError */
  async makeSocketVolume(): Promise<void> {
    const name = `assay-slot-${this.slot}`;
    this.socketVolume = name;
    await infrastructure('making the slot’s socket volume', () =>
      this.host.docker.createVolume({
        Name: name,
        Driver: 'local',
        DriverOpts: {
          type: 'tmpfs',
          device: 'tmpfs',
          o: 'size=1m,nr_inodes=64,mode=1777,nosuid,nodev,noexec',
        },
        Labels: {
          [LABELS.slot]: this.slot,
          [LABELS.owner]: this.host.owner,
          [LABELS.lease]: String(this.lease()),
        },
      }),
    );
  }

  /**
   * Starts a container.
   * @param networkOf the container whose network it shares; none for the first, which has one of its own
   * @throws InfrastructureError; LockdownError when a limit could not be set
   */
  async start(role: ContainerRole, networkOf?: string): Promise<SlotContainer> {
    const { host } = this;
    const uid = newUid(this.uids);
    this.uids.add(uid);
    const container = await SlotContainer.start(
      host.docker,
      {
        ...role,
        slot: this.slot,
        uid,
        networkOf,
        idleSeconds: IDLE_SECONDS + this.wallSeconds(),
        wallSeconds: this.wallSeconds(),
        leaseUntil: this.lease(),
        owner: host.owner,
        runtime: host.runtime,
      },
      host.seccompProfile,
    );
    this.all.push(container);
    if (host.socketCap === 'cgroup-v1') {
      const capped = await infrastructure('capping socket buffers', () =>
        capSocketMemory(host.docker, container.id, SOCKET_MEMORY),
      );
      // One that has ended already needs no cap; whoever waits for it is told.
      if (!capped && container.alive) throw new LockdownError('the cap on socket buffers could not be set');
    }
    // A slot that was given up while this one started takes it along.
    if (this.closed) {
      await container.destroy();
      throw new InfrastructureError('the slot was destroyed while it was prepared');
    }
    return container;
  }

  /**
   * Destroys every container and the volume; one that is being started goes as soon as it is there.
   * @throws what the engine said where one could not be destroyed: the others are gone
   */
  async destroy(): Promise<void> {
    this.closed = true;
    const results = await Promise.allSettled(this.all.map((container) => container.destroy()));
    const failed = results.find((result) => result.status === 'rejected');
    if (this.socketVolume !== undefined) {
      await this.host.docker
        .getVolume(this.socketVolume)
        .remove()
        .catch((error: unknown) => {
          if (!isGone(error)) throw error;
        });
    }
    if (failed !== undefined) throw failed.reason;
  }

  private lease(): number {
    return Math.ceil(Date.now() / 1000) + IDLE_SECONDS + this.wallSeconds() + LEASE_MARGIN_SECONDS;
  }

  /** The kernel's own limit: the challenge's wall limit with room for build, start and the verdict. */
  private wallSeconds(): number {
    return Math.ceil((this.plan.limits.wall + this.plan.startMs) / 1000) + LEASE_MARGIN_SECONDS;
  }
}
