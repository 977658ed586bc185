import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parentsOf, tagOf, withParents } from './image-recipes.mjs';
import { inDependencyOrder } from './images.mjs';

describe('tagOf', () => {
  it('names an image after its folder', () => {
    assert.equal(tagOf('base'), 'assay/base:trixie');
    assert.equal(tagOf('judge'), 'assay/judge:latest');
    assert.equal(tagOf('runtimes/node'), 'assay/runtime-node:latest');
    assert.equal(tagOf('services/postgresql'), 'assay/service-postgresql:latest');
  });
});

describe('parentsOf', () => {
  it('names what an image stands on, its own stages left out', () => {
    const dockerfile = [
      'FROM assay/base:trixie AS build',
      'FROM build AS more',
      'FROM assay/node:latest',
      'COPY --from=build /a /a',
      'COPY --from=0 /b /b',
      'COPY --chown=1:1 --from=assay/tools:latest /c /c',
    ].join('\n');
    assert.deepEqual(parentsOf(dockerfile), ['assay/base:trixie', 'assay/node:latest', 'assay/tools:latest']);
  });
});

describe('withParents', () => {
  it('keeps the order asked for, and puts what an image stands on right before it', () => {
    const image = (tag, ...parents) => ({ tag, parents });
    const images = [image('base'), image('node', 'base'), image('go', 'base'), image('js', 'node')];
    const tags = (wanted) => withParents(wanted, images).map(({ tag }) => tag);
    assert.deepEqual(tags(['go', 'js']), ['base', 'go', 'node', 'js']);
    assert.deepEqual(tags(['js', 'nothing of ours', 'js']), ['base', 'node', 'js']);
  });
});

describe('inDependencyOrder', () => {
  const image = (tag, ...parents) => ({ tag, parents });
  const images = [image('base'), image('node', 'base'), image('judge', 'node'), image('python', 'base')];

  it('begins an image when all that it stands on is done, and never more than two at once', async () => {
    const done = new Set();
    let running = 0;
    await inDependencyOrder(images, async ({ tag, parents }) => {
      assert.ok(parents.every((parent) => done.has(parent)));
      running += 1;
      assert.ok(running <= 2);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      done.add(tag);
    });
    assert.equal(done.size, images.length);
  });

  it('does not begin what stands on a failed image, and reports the failure', async () => {
    const begun = [];
    const failing = inDependencyOrder(images, ({ tag }) => {
      begun.push(tag);
      return tag === 'node' ? Promise.reject(new Error('no registry')) : Promise.resolve();
    });
    await assert.rejects(failing, /no registry/);
    assert.ok(begun.includes('python'));
    assert.ok(!begun.includes('judge'));
  });
});
