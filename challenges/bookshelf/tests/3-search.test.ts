import { expect, test } from '@assay/testkit';
import {
  bookTitle,
  expectBook,
  expectFound,
  expectInvalidQuery,
  importAuthor,
  importBooks,
  page,
} from './support';

const group = 'search';

test({ id: 'by-author', group, title: "An author's books", requirements: ['R15'] }, async (t) => {
  const [one, other] = [await importAuthor(t), await importAuthor(t)];
  const theirs = await importBooks(t, one, Array(t.random.int(2, 4)).fill({}));
  const others = await importBooks(t, other, Array(t.random.int(1, 3)).fill({}));
  await expectFound(t, { authorId: one.id }, theirs);
  await expectFound(t, { authorId: other.id }, others);
  await expectFound(t, { authorId: (await importAuthor(t)).id }, []);
});

test({ id: 'up-to-a-price', group, title: 'Books up to a price', requirements: ['R15'] }, async (t) => {
  const author = await importAuthor(t);
  const price = t.random.int(1_000, 5_000);
  const books = await importBooks(
    t,
    author,
    [price + 1, price, 0, price - 1, 1_000_000].map((priceCents) => ({ priceCents })),
  );
  const upTo = (max: number) => books.filter((book) => book.priceCents <= max);
  for (const max of [price, price - 1, 0]) {
    await expectFound(t, { authorId: author.id, maxPriceCents: max }, upTo(max));
  }
});

test(
  { id: 'by-text', group, title: 'A text anywhere in the title, in any case', requirements: ['R16'] },
  async (t) => {
    const word = t.random.name();
    const books = await importBooks(t, await importAuthor(t), [
      { title: `${word} returns` },
      { title: bookTitle(t.random) },
      { title: `The end of ${word.toUpperCase()}` },
      { title: `x${word}x` },
      { title: word.slice(0, -1) },
    ]);
    const found = [0, 2, 3].flatMap((at) => books[at] ?? []);
    for (const q of [word, word.toUpperCase(), word.slice(1)]) await expectFound(t, { q }, found);
    await expectFound(t, { q: `${word} RET` }, found.slice(0, 1));
    await expectFound(t, { q: `${word}${t.random.hex(4)}` }, []);
  },
);

test(
  {
    id: 'signs-in-text',
    group,
    title: 'Signs in a text stand for themselves',
    requirements: ['R1', 'R16'],
    timeout: '15s',
  },
  async (t) => {
    const tag = t.random.hex(8);
    const signs = [
      '100% sure',
      'snake_case',
      String.raw`back\slash`,
      "it's",
      'a"b',
      'x;--',
      '[a-z]*',
      'c++ & co',
    ];
    const author = await importAuthor(t);
    const plain = await importBooks(t, author, [
      { title: `${tag} 100 or sure` },
      { title: `${tag} snakeXcase` },
      { title: `${tag} backslash` },
    ]);
    const marked = await importBooks(
      t,
      author,
      signs.map((sign) => ({ title: `${tag} ${sign}` })),
    );
    for (const [at, sign] of signs.entries()) {
      await expectFound(t, { q: `${tag} ${sign}` }, marked.slice(at, at + 1));
    }
    for (const q of ['%', '_', '\\']) {
      await expectFound(
        t,
        { q, authorId: author.id },
        marked.filter((book) => book.title.includes(q)),
      );
    }
    for (const book of plain) await expectBook(t, book);
  },
);

test(
  { id: 'all-together', group, title: 'Filters, order and pages combine', requirements: ['R10', 'R17'] },
  async (t) => {
    const word = t.random.name();
    const price = t.random.int(2_000, 3_000);
    const [one, other] = [await importAuthor(t), await importAuthor(t)];
    const fits = await importBooks(
      t,
      one,
      Array.from({ length: 5 }, (_, at) => ({ title: `${word} ${at}`, priceCents: price - at * 10 })),
    );
    await importBooks(t, one, [{ priceCents: 1 }, { title: word, priceCents: price + 1 }]);
    await importBooks(t, other, [{ title: `Not ${word}`, priceCents: price }]);
    const query = { q: word.toUpperCase(), authorId: one.id, maxPriceCents: price, sort: '-title' };
    const expected = [...fits].reverse();
    await expectFound(t, query, expected);
    expect(await page(t, { ...query, limit: 2, offset: 1 })).toEqual({
      items: expected.slice(1, 3),
      total: fits.length,
      limit: 2,
      offset: 1,
    });
  },
);

test(
  {
    id: 'faulty-filters',
    group,
    title: 'Faulty filters are refused, unknown ones ignored',
    requirements: ['R15', 'R33'],
  },
  async (t) => {
    const get = (query: Record<string, string>) => t.http.get('/books', { query });
    expectInvalidQuery(await get({ authorId: 'abc' }), 'authorId');
    expectInvalidQuery(await get({ authorId: '1.5' }), 'authorId');
    expectInvalidQuery(await get({ maxPriceCents: '-1' }), 'maxPriceCents');
    expectInvalidQuery(await get({ maxPriceCents: 'cheap' }), 'maxPriceCents');
    expectInvalidQuery(await get({ maxPriceCents: '9.99', limit: '0' }), 'maxPriceCents', 'limit');
    const author = await importAuthor(t);
    const books = await importBooks(t, author, [{}, {}]);
    await expectFound(t, { authorId: author.id, [t.random.word()]: t.random.word() }, books);
  },
);
