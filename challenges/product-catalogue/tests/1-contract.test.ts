import { expect, expectStatus, test } from '@assay/testkit';
import {
  body,
  bySku,
  counted,
  create,
  draw,
  expectError,
  expectFound,
  expectProduct,
  facets,
  feed,
  patch,
  shelf,
} from './support';

const group = 'contract';

test({ id: 'health', group, title: 'The service is healthy', requirements: ['R1'] }, async (t) => {
  expect(expectStatus(await t.http.get('/health'), 200).object()).toEqual({ status: 'ok' });
});

test(
  { id: 'product-is-shown', group, title: "A product of the supplier's feed is shown", requirements: ['R2'] },
  async (t) => {
    const product = draw(t, {
      name: `Blumentopf “Größe 3” ${t.random.hex(6)}`,
      revision: t.random.int(2, 9),
    });
    await feed(t, product, draw(t));
    await expectProduct(t, product);
    const priceCents = product.priceCents + t.random.int(1, 99);
    await t.mongodb.collection('products').update({ _id: product.sku }, { $set: { priceCents } });
    await expectProduct(t, { ...product, priceCents });
  },
);

test({ id: 'product-is-created', group, title: 'A product is created', requirements: ['R3'] }, async (t) => {
  const product = draw(t, { attributes: { color: t.random.word(), litres: 1.5, care: { iron: false } } });
  expect(expectStatus(await create(t, body(product)), 201).object()).toEqual(product);
  await expectProduct(t, product);
  const { sku, ...document } = product;
  expect(await t.mongodb.collection('products').find({ _id: sku })).toEqual([{ _id: sku, ...document }]);
  const { tags, attributes, ...least } = body(draw(t));
  expect(expectStatus(await create(t, least), 201).object()).toEqual({
    ...least,
    tags: [],
    attributes: {},
    revision: 1,
  });
});

test(
  { id: 'product-is-changed', group, title: 'A product is changed', requirements: ['R4', 'R15'] },
  async (t) => {
    const product = draw(t);
    await feed(t, product);
    const change = { priceCents: t.random.int(1, 99), attributes: { size: t.random.word() } };
    const changed = {
      ...product,
      priceCents: change.priceCents,
      attributes: { ...product.attributes, ...change.attributes },
      revision: 2,
    };
    expect(expectStatus(await patch(t, product.sku, { revision: 1, ...change }), 200).object()).toEqual(
      changed,
    );
    await expectProduct(t, changed);
  },
);

test(
  { id: 'product-is-deleted', group, title: 'A product is deleted', requirements: ['R5', 'R17'] },
  async (t) => {
    const [goes, stays] = [draw(t), draw(t)];
    await feed(t, goes, stays);
    expect(expectStatus(await t.http.delete(`/products/${goes.sku}`), 204).text).toBe('');
    expectError(await t.http.get(`/products/${goes.sku}`), 404, 'not_found');
    expectError(await t.http.delete(`/products/${goes.sku}`), 404, 'not_found');
    await expectProduct(t, stays);
  },
);

test(
  {
    id: 'products-are-found',
    group,
    title: 'Products are found and counted',
    requirements: ['R6', 'R7', 'R11'],
  },
  async (t) => {
    const [rare, common] = [t.random.name(), t.random.name()];
    const products = await shelf(t, [
      { attributes: { color: rare } },
      { attributes: { color: common } },
      { attributes: { color: common } },
    ]);
    const category = products[0]?.category ?? '';
    await expectFound(t, { category }, bySku(products));
    await expectFound(t, { category, 'attributes.color': rare }, products.slice(0, 1));
    expect(await facets(t, ['attributes.color'], { category })).toEqual({
      total: 3,
      facets: { 'attributes.color': counted([common, 2], [rare, 1]) },
    });
  },
);
