import { judgeSockets } from './probe';
import { judgeProcessors } from './probe-own-kernel';

const MIB = 1024 ** 2;

describe('what the probe makes of socket buffers', () => {
  it('takes the cgroup’s cap where one was set and bit', () => {
    expect(judgeSockets({ most: 3 * MIB, connections: 90, charged: 0 }, true).cap).toBe('cgroup-v1');
  });

  it('takes the memory limit where they are charged as memory, as on cgroup v2', () => {
    expect(judgeSockets({ most: 7 * MIB, connections: 90, charged: 7 * MIB }, false).cap).toBe('memory');
  });

  it('falls to the namespace’s buffers where a cap was set and did not bite, or none was', () => {
    for (const capped of [true, false]) {
      expect(judgeSockets({ most: 7 * MIB, connections: 90, charged: 0 }, capped).cap).toBe('buffers');
    }
  });

  it('finds nothing where nobody tells what they hold, as with a kernel that counts nothing outside', () => {
    expect(judgeSockets({ most: null, connections: 90, charged: 0 }, true).cap).toBeUndefined();
  });

  it('finds nothing where connections hold far more, or not all of them could be tried', () => {
    expect(judgeSockets({ most: 90 * MIB, connections: 90, charged: 0 }, true).cap).toBeUndefined();
    expect(judgeSockets({ most: 7 * MIB, connections: 12, charged: 0 }, false).cap).toBeUndefined();
  });
});

describe('what the probe makes of the host’s account of processor time', () => {
  const account = (used: number, at: number, throttled: number) => ({ used, at, throttled });

  it('takes a share that was held back', () => {
    expect(judgeProcessors(account(0, 0, 0), account(1_000, 2_000, 12)).ok).toBe(true);
  });

  it('takes no share above the limit, none of which nothing was held back, and none of nothing', () => {
    expect(judgeProcessors(account(0, 0, 0), account(1_700, 2_000, 12)).ok).toBe(false);
    expect(judgeProcessors(account(0, 0, 5), account(400, 2_000, 5)).ok).toBe(false);
    expect(judgeProcessors(account(0, 0, 0), account(0, 2_000, 12)).ok).toBe(false);
  });
});
