import { REQUESTS_MAX, type SupervisorFrame } from '@assay/contracts';
import { InstanceRequests } from './instance-requests';

type Operation = 'stop-instance' | 'start-instance';

/** Two instances that note what is done to them, each thing in two steps. */
class TwoInstances {
  readonly done: string[] = [];
  readonly replies: SupervisorFrame[] = [];
  readonly subjects = [{ container: { alive: true } }, { container: { alive: true } }];
  readonly requests = new InstanceRequests(this, (reply) => this.replies.push(reply));
  private asked = 0;

  async stopInstance(instance: number): Promise<void> {
    await this.step(`stop ${instance}`, instance, false);
  }

  async startInstance(instance: number): Promise<void> {
    await this.step(`start ${instance}`, instance, true);
  }

  ask(operation: Operation, instance: number, id = this.asked + 1): boolean {
    this.asked = id;
    return this.requests.take({ type: 'request', id, operation, instance });
  }

  /** Resolves once there is a reply to each of the first `count` requests. */
  async replied(count: number): Promise<void> {
    while (this.replies.length < count) await new Promise((resolve) => setImmediate(resolve));
  }

  private async step(what: string, instance: number, alive: boolean): Promise<void> {
    this.done.push(`${what} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    const subject = this.subjects[instance];
    if (subject !== undefined) subject.container.alive = alive;
    this.done.push(`${what} ends`);
  }
}

describe('InstanceRequests', () => {
  test('does one thing after the other', async () => {
    const two = new TwoInstances();
    expect(two.ask('stop-instance', 0)).toBe(true);
    expect(two.ask('stop-instance', 1)).toBe(true);
    expect(two.ask('start-instance', 0)).toBe(true);
    await two.replied(3);
    expect(two.replies).toEqual([1, 2, 3].map((id) => ({ type: 'reply', id, ok: true })));
    const steps = ['stop 0', 'stop 1', 'start 0'].flatMap((what) => [`${what} begins`, `${what} ends`]);
    expect(two.done).toEqual(steps);
  });

  test('starts nothing beyond what the slot was made for', async () => {
    const two = new TwoInstances();
    two.ask('start-instance', 2);
    two.ask('stop-instance', 2);
    two.ask('start-instance', 0);
    await two.replied(3);
    expect(two.replies).toMatchObject([
      { ok: false, message: 'there is no instance 2' },
      { ok: false, message: 'there is no instance 2' },
      { ok: false, message: 'instance 0 runs; stop it first' },
    ]);
    expect(two.done).toEqual([]);
  });

  test('takes requests by their numbers, and no more than a suite can need', () => {
    const two = new TwoInstances();
    expect(two.ask('stop-instance', 0, 2)).toBe(false);
    expect(two.ask('stop-instance', 0, 1)).toBe(true);
    expect(two.ask('stop-instance', 0, 1)).toBe(false);
    for (let id = 2; id <= REQUESTS_MAX; id += 1) expect(two.ask('stop-instance', 0, id)).toBe(true);
    expect(two.ask('stop-instance', 0, REQUESTS_MAX + 1)).toBe(false);
  });

  test('begins nothing once the judging is over', async () => {
    const two = new TwoInstances();
    two.ask('stop-instance', 0);
    two.ask('stop-instance', 1);
    await Promise.resolve();
    expect(two.done).toEqual(['stop 0 begins']);
    two.requests.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(two.done).toEqual(['stop 0 begins', 'stop 0 ends']);
  });

  test('says what went wrong, cut short', async () => {
    const two = new TwoInstances();
    two.stopInstance = () => Promise.reject(new Error('y'.repeat(5_000)));
    two.ask('stop-instance', 0);
    await two.replied(1);
    expect(two.replies).toEqual([{ type: 'reply', id: 1, ok: false, message: 'y'.repeat(1_000) }]);
  });
});
