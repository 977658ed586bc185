import { expect, expectStatus, test, type JsonObject } from '@assay/testkit';
import { draw, expectError, expectFound, expectProduct, feed, patch } from './support';

const group = 'changes';

test({ id: 'merged', group, title: 'Attributes are merged', requirements: ['R15'] }, async (t) => {
  const [a, b, c] = [t.random.word(), t.random.int(1, 99), t.random.word()];
  const attributes = { color: a, size: 'M', care: { iron: true, wash: { celsius: 40, gentle: true } } };
  const changes: [JsonObject, JsonObject][] = [
    [{ size: null }, { color: a, care: { iron: true, wash: { celsius: 40, gentle: true } } }],
    [
      { care: { iron: null, wash: { celsius: b } } },
      { color: a, care: { wash: { celsius: b, gentle: true } } },
    ],
    [{ color: { outside: c } }, { color: { outside: c }, care: { wash: { celsius: b, gentle: true } } }],
    [
      { color: { inside: { lining: a, gone: null } }, nothing: null },
      { color: { outside: c, inside: { lining: a } }, care: { wash: { celsius: b, gentle: true } } },
    ],
    [
      { care: { wash: c }, color: { outside: null, inside: { lining: null } } },
      { care: { wash: c }, color: { inside: {} } },
    ],
    [
      { care: { wash: { celsius: 30 } }, color: false },
      { care: { wash: { celsius: 30 } }, color: false },
    ],
    [
      { care: null, fresh: { gone: null } },
      { color: false, fresh: {} },
    ],
    [{}, { color: false, fresh: {} }],
  ];
  let product = draw(t, { attributes });
  await feed(t, product);
  for (const [change, expected] of changes) {
    const answer = await patch(t, product.sku, { revision: product.revision, attributes: change });
    product = { ...product, attributes: expected, revision: product.revision + 1 };
    expect(expectStatus(answer, 200).object()).toEqual(product);
    await expectProduct(t, product);
  }
});

test(
  { id: 'only-what-is-named', group, title: 'What is not named stays', requirements: ['R15'] },
  async (t) => {
    let product = draw(t, { tags: ['a', 'b'] });
    await feed(t, product);
    const changes = t.random.shuffle([
      { name: `New ${t.random.hex(6)}` },
      { category: t.random.name() },
      { priceCents: 0 },
      { tags: ['c', `t-${t.random.hex(4)}`] },
      { tags: [] },
    ]);
    for (const change of changes) {
      const answer = await patch(t, product.sku, { ...change, revision: product.revision });
      product = { ...product, ...change, revision: product.revision + 1 };
      expect(expectStatus(answer, 200).object()).toEqual(product);
      await expectProduct(t, product);
    }
    await expectFound(t, { category: product.category, q: product.name }, [product]);
  },
);

test(
  { id: 'revisions', group, title: 'A change to an old revision is refused', requirements: ['R16'] },
  async (t) => {
    const product = draw(t, { revision: t.random.int(3, 9) });
    await feed(t, product);
    const { sku, revision } = product;
    const [first, second] = [`First ${t.random.hex(6)}`, `Second ${t.random.hex(6)}`];
    expectError(await patch(t, sku, { revision: revision - 1, name: first }), 409, 'revision_conflict');
    expectError(
      await patch(t, sku, { revision: revision + 1, attributes: { a: 1 } }),
      409,
      'revision_conflict',
    );
    await expectProduct(t, product);
    expectStatus(await patch(t, sku, { revision, name: first }), 200);
    expectError(await patch(t, sku, { revision, name: second }), 409, 'revision_conflict');
    await expectProduct(t, { ...product, name: first, revision: revision + 1 });
    const color = t.random.word();
    const change = { $set: { 'attributes.color': color }, $inc: { revision: 4 } };
    await t.mongodb.collection('products').update({ _id: sku }, change);
    expectError(await patch(t, sku, { revision: revision + 1, name: second }), 409, 'revision_conflict');
    expectStatus(await patch(t, sku, { revision: revision + 5, name: second }), 200);
    await expectProduct(t, {
      ...product,
      name: second,
      attributes: { ...product.attributes, color },
      revision: revision + 6,
    });
  },
);

test(
  {
    id: 'changes-at-once',
    group,
    title: 'Many changes of one revision at the same time',
    requirements: ['R15', 'R16'],
  },
  async (t) => {
    let product = draw(t);
    await feed(t, product);
    for (let round = 0; round < 6; round += 1) {
      const { sku, revision } = product;
      const changes = Array.from({ length: t.random.int(6, 8) }, (_, at) => ({
        [`a${at}-${t.random.hex(4)}`]: t.random.hex(6),
      }));
      const answers = await Promise.all(changes.map((attributes) => patch(t, sku, { revision, attributes })));
      for (const answer of answers) {
        if (answer.status !== 200) expectError(answer, 409, 'revision_conflict');
      }
      const winners = changes.filter((_, at) => answers[at]?.status === 200);
      expect(winners).toHaveLength(1);
      const attributes: JsonObject = { ...product.attributes, ...winners[0] };
      product = { ...product, attributes, revision: revision + 1 };
      expect(answers.find((answer) => answer.status === 200)?.object()).toEqual(product);
      await expectProduct(t, product);
    }
  },
);

test(
  { id: 'nothing-to-change', group, title: 'What is not there is not changed', requirements: ['R4', 'R17'] },
  async (t) => {
    const product = draw(t);
    expectError(await patch(t, product.sku, { revision: 1, name: 'Any' }), 404, 'not_found');
    expectError(await t.http.get(`/products/${product.sku}`), 404, 'not_found');
    await feed(t, product);
    const answer = await patch(t, product.sku, { revision: 1, sku: 'other', priceCents: 7 });
    expect(expectStatus(answer, 200).object()).toEqual({ ...product, priceCents: 7, revision: 2 });
  },
);
