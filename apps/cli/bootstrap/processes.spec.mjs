import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { birthOf, identify, isAlive, isLocked } from './processes.mjs';
import { isOrphan } from './slots.mjs';

describe('a process', () => {
  it('is known by pid and birth together', () => {
    const self = identify(process.pid);
    assert.equal(isAlive(self), true);
    assert.equal(isAlive({ ...self, birth: 'another:1' }), false);
    assert.equal(isAlive({ pid: process.pid, birth: undefined }), false);
    assert.equal(isAlive(undefined), false);
  });

  it('that does not exist has no birth', () => {
    assert.equal(birthOf(2 ** 30), undefined);
  });
});

describe('a lock of another checkout', () => {
  const checkout = mkdtempSync(path.join(tmpdir(), 'assay-lock-'));
  after(() => rmSync(checkout, { recursive: true }));
  mkdirSync(path.join(checkout, '.assay'));
  const holdBy = (record) => writeFileSync(path.join(checkout, '.assay/test.lock'), JSON.stringify(record));

  it('is held by a living process alone', () => {
    assert.equal(isLocked(checkout, 'test'), false);
    holdBy(identify(process.pid));
    assert.equal(isLocked(checkout, 'test'), true);
    holdBy({ pid: process.pid, birth: 'an earlier boot:1' });
    assert.equal(isLocked(checkout, 'test'), false);
  });

  it('is not held where the checkout is gone', () => {
    assert.equal(isLocked('/nowhere/at/all', 'test'), false);
  });
});

describe('isOrphan', () => {
  const born = (pid) => (pid === 7 ? 'boot:100' : undefined);

  it('holds for a slot whose owner is gone, or whose pid is somebody else by now', () => {
    assert.equal(isOrphan('here/ns|8|50', 'here/ns', born), true);
    assert.equal(isOrphan('here/ns|7|99', 'here/ns', born), true);
  });

  it('spares a living owner, one elsewhere, and one that is not named', () => {
    assert.equal(isOrphan('here/ns|7|100', 'here/ns', born), false);
    assert.equal(isOrphan('there/ns|8|50', 'here/ns', born), false);
    assert.equal(isOrphan(undefined, 'here/ns', born), false);
  });
});
