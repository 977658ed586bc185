import { expect, expectStatus, test } from '@assay/testkit';
import {
  createBook,
  day,
  bookTitle,
  expectBook,
  expectError,
  importAuthor,
  importBook,
  importBooks,
  order,
  page,
  personName,
} from './support';

const group = 'contract';

test({ id: 'health', group, title: 'The service is healthy', requirements: ['R2'] }, async (t) => {
  expect(expectStatus(await t.http.get('/health'), 200).object()).toEqual({ status: 'ok' });
});

test(
  {
    id: 'author-is-shown',
    group,
    title: 'An author is shown with the number of books',
    requirements: ['R4'],
  },
  async (t) => {
    const author = await importAuthor(t);
    await importAuthor(t);
    for (const more of [t.random.int(2, 4), t.random.int(1, 2)]) {
      await importBooks(t, author, Array(more).fill({}));
      const [row] = await t.database.query('SELECT count(*)::int AS n FROM app.books WHERE author_id = $1', [
        author.id,
      ]);
      const answer = expectStatus(await t.http.get(`/authors/${author.id}`), 200);
      expect(answer.object()).toEqual({ ...author, bookCount: row?.['n'] });
    }
  },
);

test(
  {
    id: 'book-is-shown',
    group,
    title: 'A book of the import is shown',
    requirements: ['R1', 'R7'],
  },
  async (t) => {
    const author = await importAuthor(t);
    await expectBook(t, await importBook(t, author));
    const title = `Die Straße nach “Ōsaka” – ${t.random.hex(6)} 🚲`;
    await expectBook(
      t,
      await importBook(t, author, { title, publishedOn: null, version: t.random.int(2, 9) }),
    );
  },
);

test(
  { id: 'author-is-created', group, title: 'An author is created', requirements: ['R1', 'R3', 'R11'] },
  async (t) => {
    const name = `Zoë ${personName(t.random)}`;
    const answer = expectStatus(await t.http.post('/authors', { json: { name } }), 201);
    const id = answer.number('id');
    expect(answer.object()).toEqual({ id, name, bookCount: 0 });
    expect(answer.headers['location']).toMatch(new RegExp(`/authors/${id}$`));
    expect(expectStatus(await t.http.get(`/authors/${id}`), 200).object()).toEqual({
      id,
      name,
      bookCount: 0,
    });
    const [row] = await t.database.query('SELECT name FROM app.authors WHERE id = $1', [id]);
    expect(row).toEqual({ name });
  },
);

test({ id: 'book-is-created', group, title: 'A book is created', requirements: ['R6', 'R11'] }, async (t) => {
  const author = await importAuthor(t);
  const { authorId, ...book } = order(t.random, author);
  const answer = expectStatus(await t.http.post('/books', { json: { authorId, ...book } }), 201);
  const id = answer.number('id');
  expect(answer.object()).toEqual({ id, ...book, author, version: 1 });
  expect(answer.headers['location']).toMatch(new RegExp(`/books/${id}$`));
  await expectBook(t, { id, ...book, author, version: 1 });
  const [row] = await t.database.query('SELECT author_id, title FROM app.books WHERE id = $1', [id]);
  expect(row).toEqual({ author_id: authorId, title: book.title });
});

test(
  {
    id: 'book-is-changed',
    group,
    title: 'A change touches what it names and raises the version',
    requirements: ['R8', 'R12'],
  },
  async (t) => {
    const book = await importBook(t, await importAuthor(t), { version: t.random.int(1, 5) });
    const other = await importAuthor(t);
    const changes: { authorId?: number; title?: string; priceCents?: number; publishedOn?: string | null }[] =
      [
        { priceCents: book.priceCents + t.random.int(1, 99) },
        { publishedOn: null },
        { title: bookTitle(t.random) },
        { authorId: other.id, publishedOn: day(t.random) },
      ];
    let expected = book;
    for (const change of changes) {
      const json = { version: expected.version, ...change };
      const { authorId, ...fields } = change;
      const author = authorId === undefined ? expected.author : other;
      expected = { ...expected, ...fields, author, version: expected.version + 1 };
      const answer = expectStatus(await t.http.patch(`/books/${book.id}`, { json }), 200);
      expect(answer.object()).toEqual(expected);
    }
    await expectBook(t, expected);
  },
);

test({ id: 'book-is-deleted', group, title: 'A book is deleted', requirements: ['R9', 'R31'] }, async (t) => {
  const author = await importAuthor(t);
  const stays = await importBook(t, author);
  const goes = await createBook(t, author);
  const answer = expectStatus(await t.http.delete(`/books/${goes.id}`), 204);
  expect(answer.text).toBe('');
  expectError(await t.http.get(`/books/${goes.id}`), 404, 'not_found');
  expectError(await t.http.delete(`/books/${goes.id}`), 404, 'not_found');
  await expectBook(t, stays);
});

test(
  { id: 'author-is-deleted', group, title: 'An author is deleted', requirements: ['R5', 'R31'] },
  async (t) => {
    const author = await importAuthor(t);
    const answer = expectStatus(await t.http.delete(`/authors/${author.id}`), 204);
    expect(answer.text).toBe('');
    expectError(await t.http.get(`/authors/${author.id}`), 404, 'not_found');
    expectError(await t.http.delete(`/authors/${author.id}`), 404, 'not_found');
  },
);

test(
  {
    id: 'books-are-listed',
    group,
    title: 'The list holds the books of the import',
    requirements: ['R10', 'R13', 'R14'],
  },
  async (t) => {
    const before = await page(t);
    const books = await importBooks(t, await importAuthor(t), Array(t.random.int(2, 4)).fill({}));
    const after = await page(t, { offset: before.total });
    expect(after).toEqual({
      items: books,
      total: before.total + books.length,
      limit: 20,
      offset: before.total,
    });
  },
);
