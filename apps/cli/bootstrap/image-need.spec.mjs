import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inOrderOfNeed, neededFor } from './image-need.mjs';

const runtime = (name, ...languages) => ({
  tag: `assay/runtime-${name}:latest`,
  languages: languages.map((id) => ({ id })),
});
const runtimes = [runtime('go', 'go'), runtime('java', 'java'), runtime('node', 'typescript', 'javascript')];
const challenges = [
  { slug: 'a', languages: ['typescript', 'java'], services: ['mariadb'] },
  { slug: 'b', languages: ['typescript', 'javascript'], services: ['postgresql'] },
  { slug: 'c', languages: ['javascript'], services: ['postgresql'] },
];
const tags = ['redis', 'mariadb', 'postgresql']
  .map((name) => `assay/service-${name}:latest`)
  .concat(
    runtimes.map(({ tag }) => tag),
    'assay/base:trixie',
  );
const names = (order) => order.map((tag) => tag.replace(/^assay\/|:latest$/g, ''));

describe('inOrderOfNeed', () => {
  it('begins with what most challenges use, each service before the runtimes that come to it', () => {
    assert.deepEqual(names(inOrderOfNeed(runtimes, challenges, tags)), [
      'service-postgresql',
      'service-mariadb',
      'runtime-node',
      'runtime-java',
      'runtime-go',
      'service-redis',
    ]);
  });

  it('names nothing that there is no folder for', () => {
    assert.deepEqual(names(inOrderOfNeed(runtimes, challenges, ['assay/runtime-java:latest'])), [
      'runtime-java',
    ]);
  });
});

describe('neededFor', () => {
  it('takes a challenge’s services, and the runtimes of all its languages or of one', () => {
    assert.deepEqual(names(neededFor(runtimes, challenges[0])), [
      'service-mariadb',
      'runtime-java',
      'runtime-node',
    ]);
    assert.deepEqual(names(neededFor(runtimes, challenges[0], 'java')), ['service-mariadb', 'runtime-java']);
  });
});
