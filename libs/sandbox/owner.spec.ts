import { isLeftOver, newSecret, newSlotId, newUid, ownerIsDead, slotIsOver, thisOwner } from './owner';

describe('newUid', () => {
  test('is never that of root, of a system user or of a container that is there', () => {
    const taken = new Set<number>();
    for (let round = 0; round < 2_000; round += 1) {
      const uid = newUid(taken);
      expect(taken.has(uid)).toBe(false);
      expect(uid).toBeGreaterThanOrEqual(1_000_000);
      // 65534 and its likes lie below, and 2^31 - 1 above: every tool takes it for a plain number.
      expect(uid).toBeLessThan(2 ** 31 - 1);
      taken.add(uid);
    }
  });
});

describe('secrets and ids', () => {
  test('a secret is safe in an address, a shell word and SQL, and new each time', () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-z]{43}$/);
    expect(new Set(secrets).size).toBe(100);
  });

  test('a slot’s id is safe in a name', () => {
    expect(newSlotId()).toMatch(/^[0-9a-f]{16}$/);
    expect(newSlotId()).not.toBe(newSlotId());
  });
});

describe('ownerIsDead', () => {
  const [where = '', pid = '', started = ''] = thisOwner().split('|');

  test('a process that lives is not dead', () => {
    expect(Number(pid)).toBe(process.pid);
    expect(ownerIsDead(thisOwner())).toBe(false);
  });

  test('another process with the same number is not the owner', () => {
    expect(ownerIsDead([where, pid, String(Number(started) - 1)].join('|'))).toBe(true);
  });

  test('a number that nobody has is dead', () => {
    expect(ownerIsDead([where, '4194305', started].join('|'))).toBe(true);
  });

  test('of a process elsewhere nothing is known', () => {
    expect(ownerIsDead(`another-host/pid:[1]|${pid}|1`)).toBe(false);
    expect(ownerIsDead('')).toBe(false);
  });
});

describe('isLeftOver', () => {
  test('a slot is current from its id on until it is over, and then left over wherever it is still found', () => {
    const slot = newSlotId('probe-');
    expect(slot).toMatch(/^probe-/);
    expect(isLeftOver(thisOwner(), slot)).toBe(false);
    slotIsOver(slot);
    expect(isLeftOver(thisOwner(), slot)).toBe(true);
  });

  test('what another process made is not ours to judge', () => {
    expect(isLeftOver('another-host/pid:[1]|1|1', 'made-elsewhere')).toBe(false);
  });
});
