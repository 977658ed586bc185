import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPlatform, isInstalled } from './packages.mjs';

const lock = {
  packages: {
    '': { name: 'assay' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
  },
};
const installed = (a) => ({ packages: { 'node_modules/a': a } });

describe('isInstalled', () => {
  it('takes what the lock file names, and lets optional packages of other systems be missing', () => {
    assert.equal(isInstalled(lock, installed({ version: '1.0.0', integrity: 'sha512-a' })), true);
  });

  it('sees another version, other bytes, a missing package and an install that did not end', () => {
    assert.equal(isInstalled(lock, installed({ version: '1.0.1', integrity: 'sha512-a' })), false);
    assert.equal(isInstalled(lock, installed({ version: '1.0.0', integrity: 'sha512-x' })), false);
    assert.equal(isInstalled(lock, { packages: {} }), false);
    assert.equal(isInstalled(lock, undefined), false);
  });
});

describe('checkPlatform', () => {
  it('takes Node 20.19 and later on Linux', () => {
    for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0']) checkPlatform(version, 'linux');
  });

  it('refuses an older Node and another system, saying what to do', () => {
    for (const [version, system] of [
      ['20.18.3', 'linux'],
      ['18.20.0', 'linux'],
      ['22.0.0', 'darwin'],
    ]) {
      assert.throws(
        () => checkPlatform(version, system),
        (error) => error.name === 'StepError' && error.advice.length > 0,
      );
    }
  });
});
