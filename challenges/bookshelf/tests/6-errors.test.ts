import { expectStatus, fixture, test } from '@assay/testkit';
import { bookTitle, expectBook, expectError, importAuthor, importBook, order } from './support';

const group = 'errors';

/** Ids that belonged to something once. */
const gone = fixture(async (t) => {
  const author = await importAuthor(t);
  const book = await importBook(t, author);
  await t.database.query('DELETE FROM app.books WHERE id = $1', [book.id]);
  await t.database.query('DELETE FROM app.authors WHERE id = $1', [author.id]);
  return { author: author.id, book: book.id };
});

test(
  { id: 'nothing-there', group, title: 'What is not there is not found', requirements: ['R30', 'R31'] },
  async (t) => {
    const ids = await t.use(gone);
    const json = { version: 1, title: bookTitle(t.random) };
    expectError(await t.http.get(`/authors/${ids.author}`), 404, 'not_found');
    expectError(await t.http.delete(`/authors/${ids.author}`), 404, 'not_found');
    expectError(await t.http.get(`/books/${ids.book}`), 404, 'not_found');
    expectError(await t.http.patch(`/books/${ids.book}`, { json }), 404, 'not_found');
    expectError(await t.http.delete(`/books/${ids.book}`), 404, 'not_found');
  },
);

test(
  { id: 'impossible-ids', group, title: 'Ids that can not be', requirements: ['R30', 'R31'], timeout: '15s' },
  async (t) => {
    const json = { version: 1, title: bookTitle(t.random) };
    for (const id of [t.random.word(), '1.5', '99999999999', '0', t.random.uuid()]) {
      expectError(await t.http.get(`/authors/${id}`), 404, 'not_found');
      expectError(await t.http.delete(`/authors/${id}`), 404, 'not_found');
      expectError(await t.http.get(`/books/${id}`), 404, 'not_found');
      expectError(await t.http.patch(`/books/${id}`, { json }), 404, 'not_found');
      expectError(await t.http.delete(`/books/${id}`), 404, 'not_found');
    }
  },
);

test(
  { id: 'unknown-path', group, title: 'A path that is not there', requirements: ['R30', 'R31'] },
  async (t) => {
    for (const path of [`/${t.random.name()}`, '/', `/books/1/${t.random.word()}`]) {
      expectError(await t.http.get(path), 404, 'not_found');
    }
  },
);

test(
  { id: 'malformed-json', group, title: 'A body that is not JSON', requirements: ['R30', 'R32'] },
  async (t) => {
    const author = await importAuthor(t);
    const book = await importBook(t, author);
    const headers = { 'content-type': 'application/json' };
    const whole = JSON.stringify({ ...order(t.random, author), version: book.version });
    for (const body of [whole.slice(0, -1), `{"title": ${t.random.word()}}`, `{'title': 'x'}`]) {
      expectError(await t.http.post('/books', { headers, body }), 400, 'malformed_json');
      expectError(await t.http.post('/authors', { headers, body }), 400, 'malformed_json');
      expectError(await t.http.patch(`/books/${book.id}`, { headers, body }), 400, 'malformed_json');
    }
    await expectBook(t, book);
    expectStatus(await t.http.post('/books', { headers, body: whole }), 201);
  },
);

test(
  { id: 'not-an-object', group, title: 'A body that is JSON, but no object', requirements: ['R30', 'R32'] },
  async (t) => {
    const book = await importBook(t, await importAuthor(t));
    for (const json of [[], [order(t.random, book.author)]]) {
      expectError(await t.http.post('/books', { json }), 400, 'malformed_json');
      expectError(await t.http.post('/authors', { json }), 400, 'malformed_json');
      expectError(await t.http.patch(`/books/${book.id}`, { json }), 400, 'malformed_json');
    }
    await expectBook(t, book);
  },
);
