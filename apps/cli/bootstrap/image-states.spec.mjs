import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reasonOf } from './image-states.mjs';
import { versionLine } from './image-versions.mjs';

describe('reasonOf', () => {
  it('picks the line that says that a registry does not answer', () => {
    const words = [
      'E: Failed to fetch http://mirror/gcc.deb  Temporary failure resolving "mirror"',
      "The command '/bin/sh -c apt-get install' returned a non-zero code: 100",
    ];
    assert.match(reasonOf(words.join('\n')), /^what it is made from can't be fetched \(E: Failed to fetch/);
    for (const line of [
      'dial tcp: lookup proxy on 10.0.0.1:53: no such host',
      'npm error network request to https://registry failed, reason: connect ECONNREFUSED 127.0.0.1:4873',
      'Could not transfer artifact org.example:x:pom:1 from/to central',
    ])
      assert.match(reasonOf(line), /can't be fetched/);
  });

  it('else takes the last line, short and without a full stop', () => {
    assert.equal(
      reasonOf('first\nno space left on device.'),
      'its image could not be built (no space left on device)',
    );
    assert.equal(reasonOf(''), 'its image could not be built (the build failed)');
    assert.ok(reasonOf('x'.repeat(900)).length <= 240);
  });
});

describe('versionLine', () => {
  it('takes the first line with a version, and nothing that steers a terminal', () => {
    assert.equal(versionLine('Warning: something\r\n\u001bv24.3.0\r\n'), 'v24.3.0');
    assert.equal(versionLine('no idea'), undefined);
  });
});
