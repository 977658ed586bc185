import { expect, test } from '@assay/testkit';
import { counted, draw, expectError, facets, feed, shelf } from './support';

const group = 'facets';

test(
  { id: 'values-and-types', group, title: 'Values of every type are counted', requirements: ['R11', 'R14'] },
  async (t) => {
    const word = t.random.word();
    const values = [40, 40, '40', 7.5, 100, true, false, word, word, word, { max: 1 }];
    const products = await shelf(t, [
      ...values.map((power) => ({ attributes: { power } })),
      { attributes: {} },
    ]);
    const category = products[0]?.category ?? '';
    expect(await facets(t, ['attributes.power'], { category })).toEqual({
      total: products.length,
      facets: {
        'attributes.power': counted([word, 3], [40, 2], [7.5, 1], [100, 1], ['40', 1], [false, 1], [true, 1]),
      },
    });
  },
);

test(
  {
    id: 'categories-and-tags',
    group,
    title: 'Categories and tags are counted',
    requirements: ['R11', 'R12', 'R14'],
  },
  async (t) => {
    const q = t.random.hex(8);
    const [first, second] = [`a-${t.random.hex(4)}`, `b-${t.random.hex(4)}`];
    const [x, y, z] = ['x', 'y', 'z'].map((tag) => `${tag}-${t.random.hex(4)}`) as [string, string, string];
    await feed(
      t,
      draw(t, { name: `One ${q}`, category: second, tags: [z, x] }),
      draw(t, { name: `Two ${q}`, category: first, tags: [x, y] }),
      draw(t, { name: `Three ${q}`, category: second, tags: [] }),
      draw(t, { name: `Four ${q}`, category: first, tags: [z] }),
      draw(t, { category: first, tags: [x] }),
    );
    expect(await facets(t, ['category', 'tags'], { q })).toEqual({
      total: 4,
      facets: { category: counted([first, 2], [second, 2]), tags: counted([x, 2], [z, 2], [y, 1]) },
    });
  },
);

test(
  { id: 'nested', group, title: 'Attributes within attributes are counted', requirements: ['R11'] },
  async (t) => {
    const [material, other] = [`a-${t.random.hex(4)}`, `b-${t.random.hex(4)}`];
    const products = await shelf(t, [
      { attributes: { frame: { tube: { material } } } },
      { attributes: { frame: { tube: { material } } } },
      { attributes: { frame: { tube: { material: other } } } },
      { attributes: { frame: { material } } },
      { attributes: { frame: material } },
    ]);
    const category = products[0]?.category ?? '';
    const names = ['attributes.frame.tube.material', 'attributes.frame', 'attributes.nothing'];
    expect(await facets(t, names, { category })).toEqual({
      total: 5,
      facets: {
        'attributes.frame.tube.material': counted([material, 2], [other, 1]),
        'attributes.frame': counted([material, 1]),
        'attributes.nothing': [],
      },
    });
  },
);

test(
  {
    id: 'own-filter',
    group,
    title: 'A facet is not narrowed by its own filter',
    requirements: ['R12', 'R13'],
  },
  async (t) => {
    const q = t.random.hex(8);
    const [shirts, shoes] = [`a-${t.random.hex(4)}`, `b-${t.random.hex(4)}`];
    const [blue, red] = [`blue-${t.random.hex(4)}`, `red-${t.random.hex(4)}`];
    const [cotton, wool] = [`cotton-${t.random.hex(4)}`, `wool-${t.random.hex(4)}`];
    const add = (category: string, color: string, priceCents: number, ...tags: string[]) =>
      draw(t, { name: `Any ${q}`, category, attributes: { color }, priceCents, tags });
    await feed(
      t,
      add(shirts, blue, 100, cotton),
      add(shirts, blue, 200, cotton, wool),
      add(shirts, red, 300, wool),
      add(shoes, blue, 100, wool),
      add(shoes, red, 9_000, cotton),
    );
    const names = ['category', 'attributes.color', 'tags'];
    expect(
      await facets(t, names, { q, category: shirts, 'attributes.color': blue, maxPrice: 5_000 }),
    ).toEqual({
      total: 2,
      facets: {
        category: counted([shirts, 2], [shoes, 1]),
        'attributes.color': counted([blue, 2], [red, 1]),
        tags: counted([cotton, 2], [wool, 1]),
      },
    });
    expect(await facets(t, ['tags', 'category'], { q, tag: cotton })).toEqual({
      total: 3,
      facets: { tags: counted([cotton, 3], [wool, 3]), category: counted([shirts, 2], [shoes, 1]) },
    });
  },
);

test(
  { id: 'faulty-facets', group, title: 'Faulty facets are refused', requirements: ['R11', 'R20'] },
  async (t) => {
    const get = (query: string) => t.http.get(`/facets?${query}`);
    expectError(await get('category=shirts'), 400, 'invalid_query', ['facet']);
    for (const facet of [
      'priceCents',
      'attributes',
      'attributes.',
      'attributes.$where',
      'attributes.a..b',
      '_id',
    ]) {
      expectError(await get(`facet=${encodeURIComponent(facet)}`), 400, 'invalid_query', ['facet']);
    }
    const six = Array.from({ length: 6 }, (_, n) => `facet=attributes.a${n}`).join('&');
    expectError(await get(six), 400, 'invalid_query', ['facet']);
    expectError(await get('facet=tags&sort=name&minPrice=x'), 400, 'invalid_query', ['sort', 'minPrice']);
  },
);
