import { expect, expectStatus, test } from '@assay/testkit';
import { bySku, draw, expectFound, feed, order, shelf, type Product } from './support';

const group = 'search';

test({ id: 'tags-and-prices', group, title: 'By tag and price', requirements: ['R6'] }, async (t) => {
  const [tag, other] = [t.random.name(), t.random.name()];
  const price = t.random.int(1_000, 5_000);
  const products = await shelf(t, [
    { tags: [other, tag], priceCents: price },
    { tags: [tag], priceCents: price + 1 },
    { tags: [], priceCents: price - 1 },
    { tags: [`${tag}-x`], priceCents: 0 },
  ]);
  const category = products[0]?.category ?? '';
  const pick = (...at: number[]): Product[] => bySku(at.flatMap((n) => products[n] ?? []));
  await expectFound(t, { tag }, pick(0, 1));
  await expectFound(t, { category, minPrice: price }, pick(0, 1));
  await expectFound(t, { category, maxPrice: price }, pick(0, 2, 3));
  await expectFound(t, { category, minPrice: price, maxPrice: price, tag }, pick(0));
  await expectFound(t, { category, minPrice: price + 2 }, []);
  await expectFound(t, { category: `${category}x` }, []);
});

test({ id: 'attributes', group, title: 'By attributes of every type', requirements: ['R7'] }, async (t) => {
  const number = t.random.int(2, 900);
  const products = await shelf(t, [
    { attributes: { power: number } },
    { attributes: { power: String(number) } },
    { attributes: { power: number + 0.5 } },
    { attributes: { power: true } },
    { attributes: { power: 'true' } },
    { attributes: { power: false, care: { power: number } } },
    { attributes: { power: { max: number } } },
    { attributes: {} },
  ]);
  const category = products[0]?.category ?? '';
  const expectPower = (value: string, ...at: number[]): Promise<void> =>
    expectFound(t, { category, 'attributes.power': value }, bySku(at.flatMap((n) => products[n] ?? [])));
  await expectPower(String(number), 0, 1);
  await expectPower(String(number + 0.5), 2);
  await expectPower('true', 3, 4);
  await expectPower('false', 5);
  await expectPower('null');
  await expectPower('');
  for (const [path, at] of [
    ['care.power', 5],
    ['power.max', 6],
  ] as const) {
    const query = { category, [`attributes.${path}`]: number };
    await expectFound(t, query, products.slice(at, at + 1));
  }
});

test(
  { id: 'texts', group, title: 'A text of the name stands for itself', requirements: ['R8'] },
  async (t) => {
    const tag = t.random.hex(8);
    const signs = ['100% .*', 'a+b (c)', '[x]?', '^y$', String.raw`back\slash`, 'pipe|pipe', '"quote\''];
    const products = await shelf(t, [
      { name: `${tag} Lamp` },
      { name: `${tag} anything` },
      ...signs.map((sign) => ({ name: `${tag} ${sign}` })),
    ]);
    await expectFound(t, { q: `${tag.toUpperCase()} LAMP` }, products.slice(0, 1));
    await expectFound(t, { q: `${tag.slice(1)} lam` }, products.slice(0, 1));
    for (const [at, sign] of signs.entries()) {
      await expectFound(t, { q: `${tag} ${sign}` }, products.slice(at + 2, at + 3));
    }
    const category = products[0]?.category ?? '';
    await expectFound(t, { category, q: '.' }, products.slice(2, 3));
    await expectFound(t, { category, q: `${tag} .*` }, []);
  },
);

test({ id: 'orders', group, title: 'Orders', requirements: ['R9'] }, async (t) => {
  const names = ['apple', 'Banana', 'cherry', 'Äpfel'].map((name) => `${name} ${t.random.hex(4)}`);
  const products = await shelf(
    t,
    Array.from({ length: 9 }, () => ({
      name: t.random.pick(names),
      priceCents: t.random.pick([100, 200, 300]),
    })),
  );
  const category = products[0]?.category ?? '';
  const byName = (a: Product, b: Product): number => order(a.name, b.name);
  const byPrice = (a: Product, b: Product): number => a.priceCents - b.priceCents;
  const sorted = (compare: (a: Product, b: Product) => number): Product[] => bySku(products).sort(compare);
  await expectFound(t, { category, sort: 'name' }, sorted(byName));
  await expectFound(
    t,
    { category, sort: '-name' },
    sorted((a, b) => byName(b, a)),
  );
  await expectFound(t, { category, sort: 'price' }, sorted(byPrice));
  await expectFound(
    t,
    { category, sort: '-price' },
    sorted((a, b) => byPrice(b, a)),
  );
  await expectFound(t, { category, sort: '-sku' }, bySku(products).reverse());
});

test({ id: 'pages', group, title: 'Pages', requirements: ['R9', 'R10'] }, async (t) => {
  const products = await shelf(
    t,
    Array.from({ length: t.random.int(23, 27) }, () => ({ priceCents: t.random.pick([100, 200]) })),
  );
  const category = products[0]?.category ?? '';
  const page = async (query: Record<string, string | number>) =>
    expectStatus(await t.http.get('/products', { query: { category, ...query } }), 200).object();
  const total = products.length;
  expect(await page({})).toEqual({ items: bySku(products).slice(0, 20), total });
  expect(await page({ offset: total })).toEqual({ items: [], total });
  const sorted = bySku(products).sort((a, b) => b.priceCents - a.priceCents);
  const limit = t.random.int(4, 7);
  for (let offset = 0; offset < total; offset += limit) {
    expect(await page({ sort: '-price', limit, offset })).toEqual({
      items: sorted.slice(offset, offset + limit),
      total,
    });
  }
});

test({ id: 'all-together', group, title: 'Filters combine', requirements: ['R6', 'R7', 'R8'] }, async (t) => {
  const [tag, color, word] = [t.random.name(), t.random.word(), t.random.hex(6)];
  const fits = {
    name: `Big ${word} lamp`,
    tags: [tag],
    attributes: { color, care: { iron: true } },
    priceCents: 500,
  };
  const products = await shelf(t, [
    fits,
    { ...fits, name: 'Other' },
    { ...fits, tags: [] },
    { ...fits, attributes: { color } },
    { ...fits, attributes: { color: `${color}x`, care: { iron: true } } },
    { ...fits, priceCents: 501 },
  ]);
  await feed(t, draw(t, fits));
  const category = products[0]?.category ?? '';
  const query = {
    category,
    tag,
    q: word,
    maxPrice: 500,
    'attributes.color': color,
    'attributes.care.iron': 'true',
  };
  await expectFound(t, query, products.slice(0, 1));
});
