import { expect, fixture, test } from '@assay/testkit';
import { expectFound, expectInvalidQuery, importAuthor, importBooks, page, walk, type Book } from './support';

const group = 'paging';

/** A shelf with few titles and prices, so that many books share theirs. */
const shelf = fixture(async (t) => {
  const author = await importAuthor(t);
  const titles = Array.from({ length: 4 }, () => t.random.name());
  const prices = Array.from({ length: 4 }, () => t.random.int(100, 9_000));
  const books = await importBooks(
    t,
    author,
    Array.from({ length: t.random.int(26, 34) }, () => ({
      title: t.random.pick(titles),
      priceCents: t.random.pick(prices),
    })),
  );
  // Writing rows anew moves them in the table: without an order they no longer come by id.
  for (const book of t.random.shuffle(books).slice(0, 12)) {
    await t.database.query('UPDATE app.books SET price_cents = price_cents WHERE id = $1', [book.id]);
  }
  return { author, books };
});

function sorted(books: readonly Book[], compare: (a: Book, b: Book) => number): Book[] {
  return [...books].sort((a, b) => compare(a, b) || a.id - b.id);
}

const byTitle = (a: Book, b: Book): number => (a.title < b.title ? -1 : Number(a.title > b.title));
const byPrice = (a: Book, b: Book): number => a.priceCents - b.priceCents;

test(
  {
    id: 'defaults',
    group,
    title: 'Without parameters a page has 20 books by id',
    requirements: ['R13', 'R14'],
  },
  async (t) => {
    const { author, books } = await t.use(shelf);
    expect(await page(t, { authorId: author.id })).toEqual({
      items: books.slice(0, 20),
      total: books.length,
      limit: 20,
      offset: 0,
    });
  },
);

test(
  {
    id: 'every-book-once',
    group,
    title: 'Page after page shows every book once',
    requirements: ['R10', 'R13'],
  },
  async (t) => {
    const { author, books } = await t.use(shelf);
    expect(await walk(t, { authorId: author.id }, t.random.int(5, 9))).toEqual(books);
    const offset = t.random.int(1, 8);
    const one = await page(t, { authorId: author.id, limit: 1, offset });
    expect(one.items).toEqual([books[offset]]);
  },
);

test(
  { id: 'past-the-end', group, title: 'Past the end there are no books', requirements: ['R13'] },
  async (t) => {
    const { author, books } = await t.use(shelf);
    for (const offset of [books.length, books.length + t.random.int(1, 50), 1_000_000]) {
      const limit = t.random.int(1, 100);
      expect(await page(t, { authorId: author.id, limit, offset })).toEqual({
        items: [],
        total: books.length,
        limit,
        offset,
      });
    }
  },
);

test(
  { id: 'by-title', group, title: 'Books are sorted by title, then id', requirements: ['R14'] },
  async (t) => {
    const { author, books } = await t.use(shelf);
    const query = { authorId: author.id };
    await expectFound(t, { ...query, sort: 'title' }, sorted(books, byTitle));
    await expectFound(
      t,
      { ...query, sort: '-title' },
      sorted(books, (a, b) => byTitle(b, a)),
    );
  },
);

test(
  { id: 'by-price', group, title: 'Books are sorted by price, then id', requirements: ['R14'] },
  async (t) => {
    const { author, books } = await t.use(shelf);
    const query = { authorId: author.id };
    await expectFound(t, { ...query, sort: 'price' }, sorted(books, byPrice));
    await expectFound(
      t,
      { ...query, sort: '-price' },
      sorted(books, (a, b) => byPrice(b, a)),
    );
    await expectFound(t, { ...query, sort: '-id' }, [...books].reverse());
  },
);

test(
  {
    id: 'sorted-pages',
    group,
    title: 'Sorted pages show every book once, in order',
    requirements: ['R13', 'R14'],
  },
  async (t) => {
    const { author, books } = await t.use(shelf);
    const query = { authorId: author.id };
    expect(await walk(t, { ...query, sort: '-price' }, 7)).toEqual(sorted(books, (a, b) => byPrice(b, a)));
    expect(await walk(t, { ...query, sort: 'title' }, 6)).toEqual(sorted(books, byTitle));
  },
);

test(
  { id: 'bounds', group, title: 'Pages out of bounds are refused', requirements: ['R13', 'R33'] },
  async (t) => {
    for (const limit of ['0', '101', '-1', '1.5', 'ten', '99999999999']) {
      expectInvalidQuery(await t.http.get('/books', { query: { limit } }), 'limit');
    }
    for (const offset of ['-1', '1000001', '0.5', 'x', '99999999999']) {
      expectInvalidQuery(await t.http.get('/books', { query: { offset } }), 'offset');
    }
    expectInvalidQuery(await t.http.get('/books', { query: { limit: 0, offset: -1 } }), 'limit', 'offset');
    expect((await page(t, { limit: 100, offset: 0 })).limit).toBe(100);
  },
);

test(
  { id: 'unknown-order', group, title: 'An unknown order is refused', requirements: ['R14', 'R33'] },
  async (t) => {
    for (const sort of ['isbn', '--price', 'price_cents', 'price desc', 'title;--', t.random.name()]) {
      expectInvalidQuery(await t.http.get('/books', { query: { sort } }), 'sort');
    }
  },
);
