import { infrastructure, InfrastructureError } from './errors';
import type { SandboxHost } from './host';
import { LABELS } from './labels';
import { isLeftOver } from './owner';

/**
 * The memory that slots may use: the sum of all limits of all live slots on the machine, this process's and others',
 * never passes it.
 */
export class MemoryBudget {
  /** Bytes of this process's slots: preparing, warm, in use or being destroyed. */
  private taken = 0;

  constructor(
    private readonly host: SandboxHost,
    /** Bytes that all slots of the machine together may use. */
    private readonly budget: number,
  ) {}

  /**
   * Counts memory in before it is used, where `spare` bytes stay free beyond it.
   * @returns whether there was room
   * @throws InfrastructureError when there never can be, or the engine does not tell
   */
  async take(bytes: number, spare: number): Promise<boolean> {
    if (bytes > this.budget) {
      throw new InfrastructureError(
        `a slot needs ${String(bytes)} bytes and the machine's budget for slots is ${String(this.budget)}; raise SANDBOX_MEMORY_BUDGET or lower the challenge's memory limit`,
      );
    }
    const elsewhere = await this.usedByOthers();
    if (this.taken + elsewhere + bytes + spare > this.budget) return false;
    this.taken += bytes;
    return true;
  }

  give(bytes: number): void {
    this.taken -= bytes;
  }

  /** Bytes of slots that other processes hold, or that are left over of this one, by the labels of their live containers. */
  private async usedByOthers(): Promise<number> {
    const containers = await infrastructure('asking which slots the machine holds', () =>
      this.host.docker.listContainers({ filters: { label: [LABELS.slot], status: ['created', 'running'] } }),
    );
    return containers
      .filter(({ Labels }) => {
        const owner = Labels[LABELS.owner] ?? '';
        return owner !== this.host.owner || isLeftOver(owner, Labels[LABELS.slot] ?? '');
      })
      .reduce((sum, container) => sum + Number(container.Labels[LABELS.memory] ?? 0), 0);
  }
}
