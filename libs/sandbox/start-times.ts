import { setTimeout as sleep } from 'node:timers/promises';
import { SlotContainer } from './container';
import { serviceRole } from './container-roles';
import { ensureDataImage } from './data-image';
import { isGone } from './engine';
import { InfrastructureError } from './errors';
import { LABELS } from './labels';
import { newSecret, newSlotId, newUid, slotIsOver } from './owner';
import type { ServiceDefinition } from './services';
import type { SandboxHost } from './host';

const PATIENCE_MS = 60_000;

/**
 * How long a service without a challenge's data takes from nothing until it accepts connections, locked down as in a slot.
 * @returns milliseconds
 * @throws InfrastructureError with the service's last words when it does not come up
 */
export async function timeServiceStart(host: SandboxHost, service: ServiceDefinition): Promise<number> {
  const { image, bytes } = await ensureDataImage(host.docker, service, []);
  const slot = newSlotId();
  const volume = `assay-slot-${slot}`;
  const leaseUntil = Math.ceil((Date.now() + 2 * PATIENCE_MS) / 1000);
  await host.docker.createVolume({
    Name: volume,
    Driver: 'local',
    DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m,nr_inodes=64,mode=1777,nosuid,nodev,noexec' },
    Labels: {
      [LABELS.slot]: slot,
      [LABELS.owner]: host.owner,
      [LABELS.lease]: String(leaseUntil),
    },
  });
  let container: SlotContainer | undefined;
  try {
    const data = service.needs.data + bytes;
    const plan = { ...service, ...service.needs, image, data, memory: service.needs.memory + data };
    const began = performance.now();
    container = await SlotContainer.start(
      host.docker,
      {
        ...serviceRole(plan, host.processors, { app: newSecret(), suite: newSecret() }, volume),
        slot,
        uid: newUid(new Set()),
        networkOf: undefined,
        idleSeconds: PATIENCE_MS / 1000,
        wallSeconds: PATIENCE_MS / 1000,
        leaseUntil,
        owner: host.owner,
        runtime: host.runtime,
      },
      host.seccompProfile,
    );
    await untilReady(container, service);
    return performance.now() - began;
  } finally {
    slotIsOver(slot);
    await container?.destroy();
    await host.docker
      .getVolume(volume)
      .remove()
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
  }
}

async function untilReady(container: SlotContainer, service: ServiceDefinition): Promise<void> {
  let said = '';
  const ready = new Promise<'ready'>((resolve) => {
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString('utf8')).slice(-4_000);
      if (said.includes(service.ready)) resolve('ready');
    };
    container.onStdout = hear;
    container.onStderr = hear;
  });
  const over = new AbortController();
  const tooLong = sleep(PATIENCE_MS, 'too long' as const, { signal: over.signal }).catch(
    () => 'over' as const,
  );
  const outcome = await Promise.race([ready, container.ended.then(() => 'ended' as const), tooLong]);
  over.abort();
  if (outcome !== 'ready')
    throw new InfrastructureError(`${service.title} did not come up. ${said.slice(-600)}`.trim());
}
