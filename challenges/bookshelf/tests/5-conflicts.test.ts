import { expect, expectStatus, test, type HttpAnswer } from '@assay/testkit';
import {
  bookTitle,
  createBook,
  expectBook,
  expectError,
  importAuthor,
  importBook,
  isbn,
  MEET_MS,
  order,
  page,
} from './support';

const group = 'conflicts';

/** One of the answers succeeded, and each other one is this conflict. Gives the one. */
function expectOneWinner(answers: readonly HttpAnswer[], status: number, code: string): HttpAnswer {
  const [winner, ...more] = answers.filter((answer) => answer.status === status);
  expect({ succeeded: winner === undefined ? 0 : 1 + more.length }).toEqual({ succeeded: 1 });
  for (const answer of answers) if (answer !== winner) expectError(answer, 409, code);
  return winner as HttpAnswer;
}

test(
  {
    id: 'isbn-of-a-new-book',
    group,
    title: 'A new book brings an ISBN that is taken',
    requirements: ['R27'],
  },
  async (t) => {
    const author = await importAuthor(t);
    const before = (await page(t)).total;
    const made = await createBook(t, author);
    const imported = await importBook(t, author);
    for (const taken of [made.isbn, imported.isbn]) {
      const json = { ...order(t.random, author), isbn: taken };
      expectError(await t.http.post('/books', { json }), 409, 'isbn_taken');
    }
    expect((await page(t)).total).toBe(before + 2);
    // A book that is gone leaves its ISBN free.
    expectStatus(await t.http.delete(`/books/${made.id}`), 204);
    expectStatus(await t.http.post('/books', { json: { ...order(t.random, author), isbn: made.isbn } }), 201);
  },
);

test(
  { id: 'isbn-of-a-change', group, title: 'A change brings an ISBN that is taken', requirements: ['R27'] },
  async (t) => {
    const author = await importAuthor(t);
    const [book, other] = [await importBook(t, author), await importBook(t, author)];
    const taken = { version: book.version, isbn: other.isbn, title: bookTitle(t.random) };
    expectError(await t.http.patch(`/books/${book.id}`, { json: taken }), 409, 'isbn_taken');
    await expectBook(t, book);
    const own = { version: book.version, isbn: book.isbn };
    expectStatus(await t.http.patch(`/books/${book.id}`, { json: own }), 200);
    const free = { version: book.version + 1, isbn: isbn(t.random) };
    expectStatus(await t.http.patch(`/books/${book.id}`, { json: free }), 200);
    await expectBook(t, { ...book, isbn: free.isbn, version: book.version + 2 });
  },
);

test(
  {
    id: 'same-isbn-at-once',
    group,
    title: 'New books bring one ISBN at the same time',
    requirements: ['R27'],
  },
  async (t) => {
    const author = await importAuthor(t);
    const orders = Array.from({ length: 3 }, () => order(t.random, author));
    const shared = isbn(t.random);
    // The import is about to take the ISBN, and then does not.
    const hold = await t.database.hold(
      "INSERT INTO app.books (author_id, isbn, title, price_cents) VALUES ($1, $2, 'Held', 1)",
      [author.id, shared],
    );
    const sent = orders.map((json) => t.http.post('/books', { json: { ...json, isbn: shared } }));
    await hold.untilBlocked(sent.length, MEET_MS);
    await hold.release();
    const winner = expectOneWinner(await Promise.all(sent), 201, 'isbn_taken');
    const { items } = await page(t, { authorId: author.id });
    expect(items).toEqual([winner.object()]);
  },
);

test(
  {
    id: 'isbn-taken-meanwhile',
    group,
    title: 'The import takes an ISBN that requests bring',
    requirements: ['R27'],
  },
  async (t) => {
    const author = await importAuthor(t);
    const book = await importBook(t, author);
    const json = { ...order(t.random, author), isbn: isbn(t.random) };
    const title = bookTitle(t.random);
    const hold = await t.database.hold(
      'INSERT INTO app.books (author_id, isbn, title, price_cents) VALUES ($1, $2, $3, 1)',
      [author.id, json.isbn, title],
    );
    const sent = [
      t.http.post('/books', { json }),
      t.http.patch(`/books/${book.id}`, { json: { version: book.version, isbn: json.isbn } }),
    ];
    await hold.untilBlocked(sent.length, MEET_MS);
    await hold.commit();
    for (const answer of await Promise.all(sent)) expectError(answer, 409, 'isbn_taken');
    const { items } = await page(t, { authorId: author.id });
    expect(items).toEqual([book, expect.objectContaining({ isbn: json.isbn, title, version: 1 })]);
  },
);

test(
  {
    id: 'stale-version',
    group,
    title: 'A change to an old version is refused',
    requirements: ['R12', 'R28'],
  },
  async (t) => {
    const book = await createBook(t, await importAuthor(t));
    const patch = (json: object) => t.http.patch(`/books/${book.id}`, { json });
    const [first, second, third] = [bookTitle(t.random), bookTitle(t.random), bookTitle(t.random)];
    expectStatus(await patch({ version: 1, title: first }), 200);
    expectError(await patch({ version: 1, title: second }), 409, 'version_conflict');
    expectError(await patch({ version: 3, priceCents: 1 }), 409, 'version_conflict');
    await expectBook(t, { ...book, title: first, version: 2 });
    const version = t.random.int(10, 90);
    await t.database.query('UPDATE app.books SET version = $2 WHERE id = $1', [book.id, version]);
    expectError(await patch({ version: 2, title: second }), 409, 'version_conflict');
    expectStatus(await patch({ version, title: third }), 200);
    await expectBook(t, { ...book, title: third, version: version + 1 });
  },
);

test(
  {
    id: 'same-version-at-once',
    group,
    title: 'Changes to one version arrive at the same time',
    requirements: ['R28'],
  },
  async (t) => {
    const book = await importBook(t, await importAuthor(t));
    const titles = Array.from({ length: 3 }, () => bookTitle(t.random));
    const hold = await t.database.hold('SELECT 1 FROM app.books WHERE id = $1 FOR UPDATE', [book.id]);
    const sent = titles.map((title) =>
      t.http.patch(`/books/${book.id}`, { json: { version: book.version, title } }),
    );
    await hold.untilBlocked(sent.length, MEET_MS);
    await hold.release();
    const winner = expectOneWinner(await Promise.all(sent), 200, 'version_conflict');
    expect(winner.object()).toEqual({ ...book, title: expect.any(String), version: book.version + 1 });
    expect(titles).toContain(winner.string('title'));
    await expectBook(t, { ...book, title: winner.string('title'), version: book.version + 1 });
  },
);

test(
  {
    id: 'changed-meanwhile',
    group,
    title: 'The import changes a book that changes wait for',
    requirements: ['R28'],
  },
  async (t) => {
    const book = await importBook(t, await importAuthor(t));
    const imported = { title: bookTitle(t.random), version: book.version + 1 };
    const hold = await t.database.hold('UPDATE app.books SET title = $2, version = $3 WHERE id = $1', [
      book.id,
      imported.title,
      imported.version,
    ]);
    const sent = [{ title: bookTitle(t.random) }, { priceCents: book.priceCents + 1 }].map((change) =>
      t.http.patch(`/books/${book.id}`, { json: { version: book.version, ...change } }),
    );
    await hold.untilBlocked(sent.length, MEET_MS);
    await hold.commit();
    for (const answer of await Promise.all(sent)) expectError(answer, 409, 'version_conflict');
    await expectBook(t, { ...book, ...imported });
  },
);

test(
  { id: 'author-with-books', group, title: 'An author with books stays', requirements: ['R5', 'R29'] },
  async (t) => {
    const author = await importAuthor(t);
    const book = await importBook(t, author);
    expectError(await t.http.delete(`/authors/${author.id}`), 409, 'author_has_books');
    await expectBook(t, book);
    expectStatus(await t.http.delete(`/books/${book.id}`), 204);
    expectStatus(await t.http.delete(`/authors/${author.id}`), 204);
    expectError(await t.http.get(`/authors/${author.id}`), 404, 'not_found');
  },
);
