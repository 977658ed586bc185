import { LABELS } from './labels';
import { slotMemory, type SlotPlan } from './plan';
import { IDLE_SECONDS, Slot, type SandboxHost } from './slot';
import { infrastructure, InfrastructureError } from './errors';

/** A warm slot is replaced this long before its containers would end by themselves, milliseconds. */
const RETIRE_MS = (IDLE_SECONDS - 300) * 1000;

/** How often waiting for memory looks again at what other processes use, milliseconds. */
const ADMISSION_POLL_MS = 250;

/** How long a submission may wait for room on the machine, milliseconds. */
const ADMISSION_WAIT_MS = 300_000;

/** How often warm slots are looked at, so that one that grew old or died is replaced before it is asked for. Milliseconds. */
const RENEWAL_MS = 30_000;

/** How long after the last use of a slot the next one is prepared: behind the verdict, not beside it. */
const REFILL_DELAY_MS = 150;

/** A slot handed out, and how it was come by. */
export interface Acquired {
  readonly slot: Slot;
  /** Whether it had been prepared before it was asked for. */
  readonly warm: boolean;
}

/**
 * Keeps one prepared slot for each plan that is in use, as far as memory goes. Slots are admitted by memory: the sum
 * of all limits of all live slots on the machine, this process's and others', never passes the budget.
 */
export class SlotPool {
  private readonly warm = new Map<string, Slot>();
  /** Plans that a slot is kept ready for, least recently used first. */
  private readonly wanted = new Map<string, SlotPlan>();
  /** Bytes of this process's slots: preparing, warm, in use or being destroyed. */
  private reserved = 0;
  private inUse = 0;
  private preparing: Promise<void> | undefined;
  private refillAgain = false;
  /** Which plan is being prepared ahead. */
  private preparingKey: string | undefined;
  private refillTimer: NodeJS.Timeout | undefined;
  private readonly renewal: NodeJS.Timeout;
  private closed = false;
  private readonly endings = new Set<Promise<void>>();

  constructor(
    private readonly host: SandboxHost,
    /** Bytes that all slots of the machine together may use. */
    private readonly budget: number,
    private readonly log: (message: string) => void,
  ) {
    this.renewal = setInterval(() => {
      this.scheduleRefill();
    }, RENEWAL_MS).unref();
  }

  /** Asks for a slot of this plan to be kept ready. */
  keepWarm(plan: SlotPlan): void {
    if (this.closed) return;
    this.want(plan);
    this.scheduleRefill();
  }

  /**
   * A slot for one submission, warm where there is one, prepared where not.
   * @throws InfrastructureError when it can't be prepared or no memory gets free in time
   */
  async acquire(plan: SlotPlan): Promise<Acquired> {
    this.want(plan);
    // Counted from here: what is prepared ahead waits until whoever is being judged is done.
    this.inUse += 1;
    try {
      let found = this.takeWarm(plan.key);
      if (found === undefined && this.preparingKey === plan.key) {
        // One that is nearly ready is sooner than a new one.
        await this.preparing;
        found = this.takeWarm(plan.key);
      }
      if (found !== undefined) return { slot: found, warm: true };
      if (!(await this.reserve(this.memoryOf(plan), true))) {
        throw new InfrastructureError('the pool of slots is closing');
      }
      return { slot: await this.prepare(plan), warm: false };
    } catch (error) {
      this.inUse -= 1;
      throw error;
    }
  }

  /** Gives a used slot back: it is destroyed, never used again. Resolves when nothing of it is left. */
  release(slot: Slot): Promise<void> {
    this.inUse -= 1;
    const ending = this.end(slot);
    this.scheduleRefill();
    return ending;
  }

  /** Destroys all that waits. Resolves when nothing of this pool is left. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.refillTimer);
    clearInterval(this.renewal);
    this.wanted.clear();
    await this.preparing;
    for (const slot of this.warm.values()) void this.end(slot);
    this.warm.clear();
    await Promise.allSettled([...this.endings]);
  }

  /** Resolves when no preparation is under way: what is wanted is warm, or does not fit. */
  async settled(): Promise<void> {
    while (this.refillTimer !== undefined || this.preparing !== undefined) {
      await (this.preparing ?? new Promise((resolve) => setTimeout(resolve, 20)));
    }
  }

  /** Asked anew after each wait: it may have been closed meanwhile. */
  private isClosed(): boolean {
    return this.closed;
  }

  private want(plan: SlotPlan): void {
    this.wanted.delete(plan.key);
    this.wanted.set(plan.key, plan);
  }

  private memoryOf(plan: SlotPlan): number {
    return slotMemory(plan, this.host.socketCap);
  }

  private takeWarm(key: string): Slot | undefined {
    const slot = this.warm.get(key);
    if (slot === undefined) return undefined;
    this.warm.delete(key);
    if (slot.healthy && Date.now() - slot.preparedAt < RETIRE_MS) return slot;
    this.log(`a warm slot of ${key} was no longer fit`);
    void this.end(slot);
    return undefined;
  }

  private end(slot: Slot): Promise<void> {
    const ending = slot
      .destroy()
      .catch((error: unknown) => {
        // Left to the reaper, which finds it by its labels.
        this.log(`slot ${slot.id} was not destroyed whole: ${String(error)}`);
      })
      .finally(() => {
        this.reserved -= slot.memory;
        this.endings.delete(ending);
        // There may be room now for what did not fit beside it.
        this.scheduleRefill();
      });
    this.endings.add(ending);
    return ending;
  }

  private async prepare(plan: SlotPlan): Promise<Slot> {
    try {
      return await Slot.prepare(this.host, plan);
    } catch (error) {
      this.reserved -= this.memoryOf(plan);
      throw error;
    }
  }

  /**
   * Counts memory in before it is used, and leaves `spare` bytes free beyond it.
   * Warm slots give way to a submission that needs their room, oldest plan first.
   */
  private async reserve(bytes: number, wait: boolean, spare = 0): Promise<boolean> {
    if (bytes > this.budget) {
      throw new InfrastructureError(
        `a slot needs ${String(bytes)} bytes and the machine's budget for slots is ${String(this.budget)}; raise SANDBOX_MEMORY_BUDGET or lower the challenge's memory limit`,
      );
    }
    const until = Date.now() + ADMISSION_WAIT_MS;
    for (;;) {
      const elsewhere = await this.usedByOthers();
      if (this.reserved + elsewhere + bytes + spare <= this.budget) {
        this.reserved += bytes;
        return true;
      }
      if (!wait || this.closed) return false;
      if (!(await this.giveWay())) await new Promise((resolve) => setTimeout(resolve, ADMISSION_POLL_MS));
      if (Date.now() > until) throw new InfrastructureError('no memory got free for a slot');
    }
  }

  /** Ends the warm slot whose plan was used longest ago. */
  private async giveWay(): Promise<boolean> {
    const keys = [...this.wanted.keys(), ...this.warm.keys()];
    const key = keys.find((candidate) => this.warm.has(candidate));
    const slot = key === undefined ? undefined : this.warm.get(key);
    if (key === undefined || slot === undefined) return false;
    this.warm.delete(key);
    this.wanted.delete(key);
    await this.end(slot);
    return true;
  }

  /** Bytes of slots that other processes hold, by the labels of their live containers. */
  private async usedByOthers(): Promise<number> {
    const containers = await infrastructure('asking which slots the machine holds', () =>
      this.host.docker.listContainers({ filters: { label: [LABELS.slot], status: ['created', 'running'] } }),
    );
    return containers
      .filter((container) => container.Labels[LABELS.owner] !== this.host.owner)
      .reduce((sum, container) => sum + Number(container.Labels[LABELS.memory] ?? 0), 0);
  }

  private scheduleRefill(): void {
    if (this.closed || this.refillTimer !== undefined) return;
    if (this.preparing !== undefined) {
      // The one under way may have passed what is wanted now.
      this.refillAgain = true;
      return;
    }
    this.refillTimer = setTimeout(() => {
      this.refillTimer = undefined;
      this.preparing = this.refill().finally(() => {
        this.preparing = undefined;
        if (this.refillAgain) {
          this.refillAgain = false;
          this.scheduleRefill();
        }
      });
    }, REFILL_DELAY_MS);
  }

  /** Prepares what is wanted and not warm, most recently used first, one at a time, while nobody is being judged. */
  private async refill(): Promise<void> {
    for (const [key, plan] of [...this.wanted].reverse()) {
      if (this.closed || this.inUse > 0) return;
      const waiting = this.warm.get(key);
      if (waiting !== undefined) {
        if (waiting.healthy && Date.now() - waiting.preparedAt < RETIRE_MS) continue;
        this.warm.delete(key);
        await this.end(waiting);
      }
      try {
        // What waits never takes the last room: another process, such as the command line, must find some.
        const bytes = this.memoryOf(plan);
        if (!(await this.reserve(bytes, false, bytes))) return;
        this.preparingKey = key;
        const slot = await this.prepare(plan);
        this.warm.set(key, slot);
        if (this.isClosed()) {
          this.warm.delete(key);
          await this.end(slot);
        }
      } catch (error) {
        this.log(
          `a slot of ${key} could not be prepared ahead: ${error instanceof Error ? error.message : String(error)}`,
        );
        this.wanted.delete(key);
      } finally {
        this.preparingKey = undefined;
      }
    }
  }
}
