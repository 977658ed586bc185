import { slotMemory, type SlotPlan } from './plan';
import type { SandboxHost } from './host';
import { Slot } from './slot';
import { IDLE_SECONDS } from './slot-containers';
import { InfrastructureError } from './errors';
import type { MemoryBudget } from './memory-budget';

/** A warm slot is replaced this long before its containers would end by themselves, milliseconds. */
const RETIRE_MS = (IDLE_SECONDS - 300) * 1000;

/** How often waiting for memory looks again at what other processes use, milliseconds. */
const ADMISSION_POLL_MS = 250;

/** How long a submission may wait for room on the machine, milliseconds. */
const ADMISSION_WAIT_MS = 300_000;

/** How often warm slots are looked at, so that one that grew old or died is replaced before it is asked for. Milliseconds. */
const RENEWAL_MS = 30_000;

/** How long after its last use a plan counts as hot: somebody is at work with it, and submits again. Milliseconds. */
const HOT_MS = 600_000;

/** Slots kept ready for a hot plan, so that who submits again at once meets one while the other's successor is prepared. */
const HOT_SLOTS = 2;

/** How long after the last use of a slot the next one is prepared: behind the verdict, not beside it. */
const REFILL_DELAY_MS = 150;

/** A slot handed out, and how it was come by. */
export interface Acquired {
  readonly slot: Slot;
  /** Whether it had been prepared before it was asked for. */
  readonly warm: boolean;
}

/** A plan that slots are kept ready for. */
interface Wanted {
  readonly plan: SlotPlan;
  /** When a submission last took a slot of it, milliseconds of Date.now(). Zero when none has. */
  readonly usedAt: number;
}

/** Keeps prepared slots for each plan that is in use, as far as memory goes. */
export class SlotPool {
  /** What waits, oldest first. */
  private readonly warm = new Set<Slot>();
  /** By key, least recently used first. */
  private readonly wanted = new Map<string, Wanted>();
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
    private readonly memory: MemoryBudget,
    private readonly log: (message: string) => void,
  ) {
    this.renewal = setInterval(() => {
      this.scheduleRefill();
    }, RENEWAL_MS).unref();
  }

  /** Asks for a slot of this plan to be kept ready. */
  keepWarm(plan: SlotPlan): void {
    if (this.closed) return;
    this.want(plan, this.wanted.get(plan.key)?.usedAt ?? 0);
    this.scheduleRefill();
  }

  /**
   * A slot for one submission, warm where there is one, prepared where not.
   * @throws InfrastructureError when it can't be prepared or no memory gets free in time
   */
  async acquire(plan: SlotPlan): Promise<Acquired> {
    this.want(plan, Date.now());
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
    for (const slot of this.warm) void this.end(slot);
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

  private want(plan: SlotPlan, usedAt: number): void {
    this.wanted.delete(plan.key);
    this.wanted.set(plan.key, { plan, usedAt });
  }

  private memoryOf(plan: SlotPlan): number {
    return slotMemory(plan, this.host.socketCap);
  }

  private takeWarm(key: string): Slot | undefined {
    for (const slot of this.waiting(key)) {
      this.warm.delete(slot);
      if (isFit(slot)) return slot;
      this.log(`a warm slot of ${key} was no longer fit`);
      void this.end(slot);
    }
    return undefined;
  }

  private waiting(key: string): Slot[] {
    return [...this.warm].filter((slot) => slot.plan.key === key);
  }

  private end(slot: Slot): Promise<void> {
    const ending = slot
      .destroy()
      .catch((error: unknown) => {
        // Left to the reaper, which finds it by its labels.
        this.log(`slot ${slot.id} was not destroyed whole: ${String(error)}`);
      })
      .finally(() => {
        this.memory.give(slot.memory);
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
      this.memory.give(this.memoryOf(plan));
      throw error;
    }
  }

  /**
   * Counts memory in before it is used, and leaves `spare` bytes free beyond it.
   * Warm slots give way to a submission that needs their room, oldest plan first.
   */
  private async reserve(bytes: number, wait: boolean, spare = 0): Promise<boolean> {
    const until = Date.now() + ADMISSION_WAIT_MS;
    for (;;) {
      if (await this.memory.take(bytes, spare)) return true;
      if (!wait || this.closed) return false;
      if (!(await this.giveWay())) await new Promise((resolve) => setTimeout(resolve, ADMISSION_POLL_MS));
      if (Date.now() > until) throw new InfrastructureError('no memory got free for a slot');
    }
  }

  /** Ends a warm slot: one that has a twin first, then that whose plan was used longest ago. */
  private async giveWay(): Promise<boolean> {
    const order = [...this.wanted.keys()];
    const oldestFirst = [...this.warm].toSorted(
      (a, b) => order.indexOf(a.plan.key) - order.indexOf(b.plan.key),
    );
    const twin = oldestFirst.find((slot) => this.waiting(slot.plan.key).length > 1);
    const slot = twin ?? oldestFirst[0];
    if (slot === undefined) return false;
    this.warm.delete(slot);
    if (twin === undefined) this.wanted.delete(slot.plan.key);
    await this.end(slot);
    return true;
  }

  private engineAnswers(): Promise<boolean> {
    return this.host.docker.ping().then(
      () => true,
      () => false,
    );
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

  /**
   * Prepares what is wanted and not warm, most recently used first, one at a time, while nobody is being judged. What
   * is hot comes before what nobody has used of late.
   */
  private async refill(): Promise<void> {
    const plans = [...this.wanted.values()].reverse();
    const hot = plans.filter(({ usedAt }) => Date.now() - usedAt < HOT_MS);
    for (const { plan } of hot) if (!(await this.fill(plan, 1))) return;
    for (const { plan } of hot) if (!(await this.fill(plan, HOT_SLOTS))) return;
    for (const { plan } of plans) if (!(await this.fill(plan, 1))) return;
  }

  /** Prepares slots of a plan until `count` wait. @returns whether there may be time and room for another plan's */
  private async fill(plan: SlotPlan, count: number): Promise<boolean> {
    for (const slot of this.waiting(plan.key)) {
      if (isFit(slot)) continue;
      this.warm.delete(slot);
      await this.end(slot);
    }
    while (this.waiting(plan.key).length < count) {
      if (this.closed || this.inUse > 0) return false;
      try {
        // What waits never takes the last room: another process, such as the command line, must find some.
        const bytes = this.memoryOf(plan);
        if (!(await this.reserve(bytes, false, bytes))) return false;
        this.preparingKey = plan.key;
        const slot = await this.prepare(plan);
        if (this.isClosed()) await this.end(slot);
        else this.warm.add(slot);
      } catch (error) {
        // An engine that is away says nothing of the plan: it is wanted again when the engine is back.
        if (!(await this.engineAnswers())) return false;
        this.log(
          `a slot of ${plan.key} could not be prepared ahead: ${error instanceof Error ? error.message : String(error)}`,
        );
        this.wanted.delete(plan.key);
        return true;
      } finally {
        this.preparingKey = undefined;
      }
    }
    return true;
  }
}

/** Whether a warm slot can still be handed out. */
function isFit(slot: Slot): boolean {
  return slot.healthy && Date.now() - slot.preparedAt < RETIRE_MS;
}
