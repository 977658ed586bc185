const express = require('express');
const { ApiError, malformedJson, notFound } = require('./api-error');
const { createAuthor, deleteAuthor, findAuthor } = require('./authors');
const { changeBook, createBook, deleteBook, findBook, listBooks } = require('./books');
const { parseBookChange, parseBookQuery, parseId, parseNewAuthor, parseNewBook } = require('./schemas');

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.post('/authors', async (req, res) => {
  const author = await createAuthor(parseNewAuthor(req.body).name);
  res.status(201).location(`/authors/${author.id}`).json(author);
});

app.get('/authors/:id', async (req, res) => {
  res.json(await findAuthor(parseId(req.params.id, 'author')));
});

app.delete('/authors/:id', async (req, res) => {
  await deleteAuthor(parseId(req.params.id, 'author'));
  res.status(204).end();
});

app.get('/books', async (req, res) => {
  res.json(await listBooks(parseBookQuery(req.query)));
});

app.post('/books', async (req, res) => {
  const book = await createBook(parseNewBook(req.body));
  res.status(201).location(`/books/${book.id}`).json(book);
});

app.get('/books/:id', async (req, res) => {
  res.json(await findBook(parseId(req.params.id, 'book')));
});

app.patch('/books/:id', async (req, res) => {
  res.json(await changeBook(parseId(req.params.id, 'book'), parseBookChange(req.body)));
});

app.delete('/books/:id', async (req, res) => {
  await deleteBook(parseId(req.params.id, 'book'));
  res.status(204).end();
});

app.use(() => {
  throw notFound('path');
});

app.use((error, _req, res, _next) => {
  const { status, code, message, fields } = toApiError(error);
  res.status(status).json({ error: { code, message, fields } });
});

function toApiError(error) {
  if (error instanceof ApiError) return error;
  // What express.json() throws for a body that it can't parse.
  if (error instanceof SyntaxError && 'body' in error) return malformedJson();
  console.error(error);
  return new ApiError(500, 'internal', 'Something failed');
}

app.listen(Number(process.env.PORT), '0.0.0.0');
