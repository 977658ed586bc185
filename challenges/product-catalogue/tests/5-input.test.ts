import { expect, expectStatus, test } from '@assay/testkit';
import { body, create, draw, expectError, expectFound, expectProduct, feed, patch } from './support';

const group = 'input';

test({ id: 'faulty-fields', group, title: 'Faulty fields are named', requirements: ['R18'] }, async (t) => {
  const faults = {
    sku: [undefined, '', 'Big', 'a b', t.random.hex(41), 7, null],
    name: [undefined, '', t.random.hex(101), 7, null],
    category: [undefined, '', 'A', { name: 'a' }],
    priceCents: [undefined, -1, 10_000_001, 1.5, '100', null],
    tags: ['a', [''], ['a', 'a'], ['B'], [1], Array.from({ length: 21 }, (_, n) => `t${n}`), null],
  };
  for (const [field, values] of Object.entries(faults)) {
    for (const value of values) {
      const product = draw(t);
      expectError(await create(t, { ...body(product), [field]: value }), 422, 'invalid_product', [field]);
      expectError(await t.http.get(`/products/${product.sku}`), 404, 'not_found');
    }
  }
  const all = { sku: '!', priceCents: -1, tags: [''], name: '' };
  expectError(await create(t, { ...body(draw(t)), ...all }), 422, 'invalid_product', Object.keys(all));
  const edges = {
    name: t.random.hex(100),
    priceCents: 10_000_000,
    tags: Array.from({ length: 20 }, (_, n) => `t${n}`),
  };
  const product = draw(t, { ...edges, sku: t.random.hex(40) });
  expect(expectStatus(await create(t, { ...body(product), revision: 9, other: 1 }), 201).object()).toEqual(
    product,
  );
});

test(
  { id: 'faulty-attributes', group, title: 'Faulty attributes are refused', requirements: ['R19'] },
  async (t) => {
    const word = t.random.word();
    const product = draw(t);
    await feed(t, product);
    const faulty = [
      word,
      [word],
      { [word]: [1, 2] },
      { [`$${word}`]: 1 },
      { [`a.${word}`]: 1 },
      { '': 1 },
      { [`1${word}`]: 1 },
      { [`a${t.random.hex(40)}`]: 1 },
      { [word]: t.random.hex(201) },
      { a: { $gt: 1 } },
      { a: { b: { c: { d: 1 } } } },
    ];
    for (const attributes of faulty) {
      expectError(await create(t, { ...body(draw(t)), attributes }), 422, 'invalid_product', ['attributes']);
      expectError(await patch(t, product.sku, { revision: 1, attributes }), 422, 'invalid_product', [
        'attributes',
      ]);
    }
    for (const attributes of [null, { a: null }, { a: { b: null } }]) {
      expectError(await create(t, { ...body(draw(t)), attributes }), 422, 'invalid_product', ['attributes']);
    }
    expectError(await patch(t, product.sku, { revision: 1, attributes: null }), 422, 'invalid_product', [
      'attributes',
    ]);
    await expectProduct(t, product);
    const sound = { 'a-B_9': t.random.hex(200), a: { b: { c: -1.5 } }, empty: '', none: {}, no: false };
    const made = draw(t, { attributes: sound });
    expect(expectStatus(await create(t, body(made)), 201).object()).toEqual(made);
    await expectProduct(t, made);
  },
);

test(
  { id: 'faulty-changes', group, title: 'A faulty change changes nothing', requirements: ['R18'] },
  async (t) => {
    const product = draw(t);
    await feed(t, product);
    const { sku } = product;
    const name = `New ${t.random.hex(6)}`;
    for (const [change, ...fields] of [
      [{ name }, 'revision'],
      [{ name, revision: '1' }, 'revision'],
      [{ name, revision: { $gt: 0 } }, 'revision'],
      [{ name: '', revision: 1 }, 'name'],
      [{ name: null, revision: 1 }, 'name'],
      [{ name, priceCents: 0.5, tags: 'a', revision: 1 }, 'priceCents', 'tags'],
      [{ name, category: { $set: 'a' }, revision: 1.5 }, 'category', 'revision'],
    ] as const) {
      expectError(await patch(t, sku, change), 422, 'invalid_product', fields);
    }
    await expectProduct(t, product);
  },
);

test(
  { id: 'taken-and-malformed', group, title: 'Taken, and not even JSON', requirements: ['R17'] },
  async (t) => {
    const [product, made] = [draw(t), draw(t)];
    await feed(t, product);
    expectStatus(await create(t, body(made)), 201);
    for (const { sku } of [product, made]) {
      expectError(await create(t, body(draw(t, { sku }))), 409, 'sku_taken');
    }
    await expectProduct(t, product);
    const headers = { 'content-type': 'application/json' };
    for (const text of ['{"sku":', '[]', `[${JSON.stringify(body(draw(t)))}]`]) {
      expectError(await t.http.post('/products', { headers, body: text }), 400, 'malformed_json');
      expectError(
        await t.http.patch(`/products/${product.sku}`, { headers, body: text }),
        400,
        'malformed_json',
      );
    }
    for (const path of [`/products/${t.random.uuid()}`, '/products/NO%20SUCH', `/${t.random.name()}`]) {
      expectError(await t.http.get(path), 404, 'not_found');
    }
    await expectProduct(t, product);
  },
);

test(
  {
    id: 'taken-at-once',
    group,
    title: 'Many products of one name at the same time',
    requirements: ['R17'],
  },
  async (t) => {
    for (let round = 0; round < 6; round += 1) {
      const { sku } = draw(t);
      const rivals = Array.from({ length: t.random.int(6, 8) }, () => draw(t, { sku }));
      const answers = await Promise.all(rivals.map((rival) => create(t, body(rival))));
      const made = rivals.filter((_, at) => answers[at]?.status === 201);
      for (const answer of answers) {
        if (answer.status !== 201) expectError(answer, 409, 'sku_taken');
      }
      expect(made).toHaveLength(1);
      for (const product of made) {
        expect(answers[rivals.indexOf(product)]?.object()).toEqual(product);
        await expectProduct(t, product);
      }
    }
  },
);

test(
  { id: 'faulty-queries', group, title: 'Faulty queries are refused', requirements: ['R10', 'R20'] },
  async (t) => {
    const get = (query: string) => t.http.get(`/products?${query}`);
    const expectFaulty = async (query: string, ...fields: string[]): Promise<void> => {
      expectError(await get(query), 400, 'invalid_query', fields);
    };
    for (const limit of ['0', '101', '-1', 'x', '1.5']) await expectFaulty(`limit=${limit}`, 'limit');
    for (const offset of ['-1', '100001', 'x']) await expectFaulty(`offset=${offset}`, 'offset');
    for (const sort of ['priceCents', '--name', 'revision', '$natural'])
      await expectFaulty(`sort=${sort}`, 'sort');
    await expectFaulty('minPrice=cheap&maxPrice=-1', 'minPrice', 'maxPrice');
    await expectFaulty('tag=a&tag=b', 'tag');
    await expectFaulty('attributes.a=1&attributes.a=2', 'attributes.a');
    const unknown = t.random.word();
    await expectFaulty(`${unknown}=1`, unknown);
  },
);

test(
  {
    id: 'operators',
    group,
    title: 'Operators of the database are not part of the API',
    requirements: ['R20'],
  },
  async (t) => {
    const product = draw(t);
    await feed(t, product);
    const { category } = product;
    for (const name of [
      'category[$ne]',
      'q[$regex]',
      'attributes.$where',
      'attributes.a.$gt',
      'attributes.',
      'attributes.a..b',
      'attributes[color][$ne]',
      '$where',
    ]) {
      const answer = await t.http.get(`/products?category=${category}&${encodeURIComponent(name)}=x`);
      expectError(answer, 400, 'invalid_query', [name]);
    }
    for (const value of ['{"$ne":""}', '$name', '[object Object]']) {
      await expectFound(t, { category: value }, []);
      await expectFound(t, { category, 'attributes.color': value }, []);
      await expectFound(t, { category, q: value }, []);
    }
    await expectFound(t, { category }, [product]);
  },
);
