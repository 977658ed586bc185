import type { LoadedChallenge } from '@assay/challenges';
import { Slot, SlotPool, type SandboxHost, type SlotPlan } from '@assay/sandbox';
import pLimit from 'p-limit';
import { planOf } from '../../support/trial';
import { replaceMethod } from './mutation';

/** Slots that are being made at once. More would take the processors from those that are judged meanwhile. */
const AT_ONCE = 2;

/** Has the pool prepare no slot before somebody asks for it. @returns what takes that back */
export function nothingAhead(): () => void {
  // Its name is the pool's own affair.
  const pool = SlotPool.prototype as unknown as { scheduleRefill: () => void };
  return replaceMethod(pool, 'scheduleRefill', () => () => undefined);
}

/**
 * Slots for the cases that come, prepared while another is judged: a corpus of hundreds is over sooner. They are what the
 * pool would have prepared itself, and are handed to it when it prepares one. It prepares none ahead meanwhile.
 */
export class SlotsAhead {
  private host: SandboxHost | undefined;
  private readonly waiting = new Map<string, Promise<Slot>[]>();
  private readonly plans = new Map<string, Promise<SlotPlan>>();
  private readonly usual = Slot.prepare.bind(Slot);
  private readonly refillAgain = nothingAhead();
  private readonly inTurn = pLimit(AT_ONCE);

  constructor() {
    Slot.prepare = (host, plan) => {
      this.host = host;
      return this.waiting.get(plan.key)?.shift() ?? this.usual(host, plan);
    };
  }

  /** Prepares `count` more slots for a challenge in a language. None before the first slot of all was made. */
  async prepare(challenge: LoadedChallenge, language: string, count: number): Promise<void> {
    const { host } = this;
    if (host === undefined) return;
    const plan = await this.plan(host, challenge, language);
    const slots = this.waiting.get(plan.key) ?? [];
    this.waiting.set(plan.key, slots);
    for (let made = 0; made < count; made += 1) {
      const slot = this.inTurn(() => this.usual(host, plan));
      // Whoever takes it is told; until then nobody has to be.
      slot.catch(() => undefined);
      slots.push(slot);
    }
  }

  /** Destroys what nobody took. */
  async close(): Promise<void> {
    Slot.prepare = this.usual;
    this.refillAgain();
    const left = await Promise.allSettled([...this.waiting.values()].flat());
    await Promise.all(
      left.map(async (slot) => (slot.status === 'fulfilled' ? slot.value.destroy() : undefined)),
    );
  }

  private async plan(host: SandboxHost, challenge: LoadedChallenge, language: string): Promise<SlotPlan> {
    const key = `${challenge.hash} ${language}`;
    let plan = this.plans.get(key);
    if (plan === undefined) {
      plan = planOf(host, challenge, language);
      this.plans.set(key, plan);
    }
    return plan;
  }
}
