import assert from 'node:assert/strict';
import { test } from 'node:test';
import { debianMirror, mirrorOf } from './debian-mirror.mjs';

test('a mirror is found in both forms of sources, and another archive is none', () => {
  assert.equal(
    mirrorOf('Types: deb\nURIs: https://mirror.example/debian/\nSuites: bookworm'),
    'https://mirror.example/debian',
  );
  assert.equal(
    mirrorOf('# deb http://old.example/debian x\ndeb [arch=amd64] http://mirror.example/debian trixie main'),
    'http://mirror.example/debian',
  );
  assert.equal(
    mirrorOf('deb http://mirror.example/ubuntu noble main\nURIs: http://mirror.example/debian-security'),
    undefined,
  );
});

test('the one that is named comes first', () => {
  assert.equal(
    debianMirror({ ASSAY_DEBIAN_MIRROR: 'http://named.example/debian' }),
    'http://named.example/debian',
  );
  assert.equal(debianMirror({}, '/nowhere'), undefined);
});
