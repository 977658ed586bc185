import { EventQueue } from './event-queue';

describe('events', () => {
  it('that need no waiting are handed on at once', () => {
    const seen: string[] = [];
    const queue = new EventQueue<string>((event) => seen.push(event));
    queue.push('first');
    queue.push('second');
    expect(seen).toEqual(['first', 'second']);
  });

  it('stay in order behind one that is waited for', async () => {
    const seen: string[] = [];
    const queue = new EventQueue<string>((event) => seen.push(event));
    let ready: (event: string) => void = () => undefined;
    queue.push(new Promise((resolve) => (ready = resolve)));
    queue.push('second');
    queue.push(Promise.resolve('third'));
    expect(seen).toEqual([]);
    ready('first');
    await queue.settled();
    expect(seen).toEqual(['first', 'second', 'third']);
    queue.push('at once again');
    expect(seen).toHaveLength(4);
  });
});
