import { REQUESTS_MAX, type JudgeFrame, type SupervisorFrame } from '@assay/contracts';
import type { Slot } from '@assay/sandbox';

type Request = Extract<JudgeFrame, { type: 'request' }>;
type Reply = Extract<SupervisorFrame, { type: 'reply' }>;

/** What of a slot its instances are stopped and started by. */
export type Instances = Pick<Slot, 'stopInstance' | 'startInstance'> & {
  readonly subjects: readonly { readonly container: { readonly alive: boolean } }[];
};

/** Longest reason that a reply carries, UTF-16 units. */
const REASON_MAX = 1_000;

/**
 * Does what a suite asks of the instances of its subject: one thing after the other, each instance at most once alive,
 * so that a slot never uses more than it was admitted with.
 */
export class InstanceRequests {
  private taken = 0;
  private closed = false;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly instances: Instances,
    private readonly reply: (reply: Reply) => void,
  ) {}

  /** Takes a request; its reply follows. False when it is not the next one by its number, or there were too many. */
  take(request: Request): boolean {
    if (request.id !== this.taken + 1 || this.taken >= REQUESTS_MAX) return false;
    this.taken += 1;
    this.last = this.last.then(async () => {
      if (this.closed) return;
      const refusal = await this.carryOut(request).catch((error: unknown) => (error as Error).message);
      this.reply(
        refusal === undefined
          ? { type: 'reply', id: request.id, ok: true }
          : { type: 'reply', id: request.id, ok: false, message: refusal.slice(0, REASON_MAX) },
      );
    });
    return true;
  }

  /** Begins nothing more: the judging is over. */
  close(): void {
    this.closed = true;
  }

  /** @returns why it was not done, undefined when it was */
  private async carryOut({ operation, instance }: Request): Promise<string | undefined> {
    const subject = this.instances.subjects[instance];
    if (subject === undefined) return `there is no instance ${instance}`;
    if (operation === 'stop-instance') {
      await this.instances.stopInstance(instance);
      return undefined;
    }
    if (subject.container.alive) return `instance ${instance} runs; stop it first`;
    await this.instances.startInstance(instance);
    return undefined;
  }
}
