import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOrphan, thisOwner } from './owner.mjs';
import { birthOf, identify, isAlive } from './processes.mjs';

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

  it('does not hold for this process', () => {
    assert.equal(isOrphan(thisOwner()), false);
    assert.equal(isOrphan(thisOwner().replace(/[0-9]+$/, '1')), true);
  });
});
