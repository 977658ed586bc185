import express, { type NextFunction, type Request, type Response } from 'express';

const app = express();
app.use(express.json());

const authors = new Map<number, any>([
  [1, { id: 1, name: 'Mary Shelley', bookCount: 1 }],
  [2, { id: 2, name: 'Bram Stoker', bookCount: 1 }],
]);
const books = new Map<number, any>();

function fail(res: Response, status: number, code: string, fields?: object) {
  res.status(status).json({ error: { code, message: 'No', fields } });
}

app.get('/health', (_req, res) => res.json({ status: 'ok' }));

app.post('/authors', (req, res) => {
  const author = { id: authors.size + 1, name: req.body.name, bookCount: 0 };
  authors.set(author.id, author);
  res.status(201).location(`/authors/${author.id}`).json(author);
});

app.get('/authors/:id', (req, res) => {
  const id = Number(req.params.id);
  res.json(authors.get(id) ?? { id, name: 'Mary Shelley', bookCount: 3 });
});

app.delete('/authors/:id', (req, res) => {
  if (!authors.delete(Number(req.params.id))) return fail(res, 404, 'not_found');
  res.status(204).end();
});

app.get('/books', (_req, res) => {
  res.json({ items: [...books.values()].slice(0, 20), total: books.size, limit: 20, offset: 0 });
});

app.post('/books', (req, res) => {
  const { authorId, ...fields } = req.body;
  const taken = [...books.values()].some((book) => book.isbn === fields.isbn);
  if (taken) return fail(res, 409, 'isbn_taken');
  const book = {
    id: books.size + 1,
    ...fields,
    author: authors.get(authorId) ?? { id: authorId },
    version: 1,
  };
  books.set(book.id, book);
  res.status(201).location(`/books/${book.id}`).json(book);
});

app.get('/books/:id', (req, res) => {
  const id = Number(req.params.id);
  res.json(
    books.get(id) ?? {
      id,
      isbn: '9780141439471',
      title: 'Frankenstein',
      author: { id: 1, name: 'Mary Shelley' },
      publishedOn: '1818-01-01',
      priceCents: 899,
      version: 1,
    },
  );
});

app.patch('/books/:id', (req, res) => {
  const book = books.get(Number(req.params.id));
  if (!book) return fail(res, 404, 'not_found');
  if (book.version !== req.body.version) return fail(res, 409, 'version_conflict');
  Object.assign(book, req.body, { version: book.version + 1 });
  res.json(book);
});

app.delete('/books/:id', (req, res) => {
  if (!books.delete(Number(req.params.id))) return fail(res, 404, 'not_found');
  res.status(204).end();
});

app.use((_req, res) => fail(res, 404, 'not_found'));
app.use((_error: unknown, _req: Request, res: Response, _next: NextFunction) => {
  fail(res, 422, 'validation_failed', { isbn: 'no', title: 'no', authorId: 'no', priceCents: 'no' });
});

app.listen(Number(process.env.PORT), '0.0.0.0');
