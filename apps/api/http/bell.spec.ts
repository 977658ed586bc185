import { Bell } from './bell';

const never = new AbortController().signal;
const LONG = 60_000;

describe('a bell', () => {
  it('wakes its waiter', async () => {
    const bell = new Bell();
    const waiting = bell.wait(LONG, never);
    bell.ring();
    await waiting;
  });

  it('keeps a ring that nobody waited for, once', async () => {
    const bell = new Bell();
    bell.ring();
    bell.ring();
    await bell.wait(LONG, never);
    const started = performance.now();
    await bell.wait(20, never);
    expect(performance.now() - started).toBeGreaterThan(15);
  });

  it('gives up when the stream closes', async () => {
    const bell = new Bell();
    const closing = new AbortController();
    const waiting = bell.wait(LONG, closing.signal);
    closing.abort();
    await waiting;
    await bell.wait(LONG, closing.signal);
  });
});
