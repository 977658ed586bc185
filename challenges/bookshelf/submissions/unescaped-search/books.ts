import { invalid, isbnTaken, notFound, versionConflict } from './api-error';
import { pool, violates } from './database';
import type { BookChange, BookQuery, NewBook } from './schemas';

export interface Book {
  id: number;
  isbn: string;
  title: string;
  author: { id: number; name: string };
  publishedOn: string | null;
  priceCents: number;
  version: number;
}

const SELECT_BOOKS = `
  SELECT books.id, isbn, title, json_build_object('id', authors.id, 'name', authors.name) AS author,
         published_on AS "publishedOn", price_cents AS "priceCents", version
  FROM books JOIN authors ON authors.id = author_id`;

const COLUMNS = {
  authorId: 'author_id',
  isbn: 'isbn',
  title: 'title',
  publishedOn: 'published_on',
  priceCents: 'price_cents',
} as const;

const ORDERS: Record<BookQuery['sort'], string> = {
  id: 'books.id',
  '-id': 'books.id DESC',
  title: 'title, books.id',
  '-title': 'title DESC, books.id',
  price: 'price_cents, books.id',
  '-price': 'price_cents DESC, books.id',
};

export async function listBooks(query: BookQuery) {
  const { limit, offset } = query;
  const params: unknown[] = [];
  const param = (value: unknown) => `$${params.push(value)}`;
  const conditions = ['true'];
  if (query.authorId !== undefined) conditions.push(`author_id = ${param(query.authorId)}::bigint`);
  if (query.maxPriceCents !== undefined)
    conditions.push(`price_cents <= ${param(query.maxPriceCents)}::bigint`);
  if (query.q !== undefined) conditions.push(`title ILIKE ${param(`%${query.q}%`)}`);
  const where = `WHERE ${conditions.join(' AND ')}`;

  const counted = await pool.query(`SELECT count(*)::integer AS total FROM books ${where}`, params);
  const { rows: items } = await pool.query<Book>(
    `${SELECT_BOOKS} ${where} ORDER BY ${ORDERS[query.sort]} LIMIT ${limit} OFFSET ${offset}`,
    params,
  );
  return { items, total: counted.rows[0].total as number, limit, offset };
}

export async function findBook(id: number): Promise<Book> {
  const { rows } = await pool.query<Book>(`${SELECT_BOOKS} WHERE books.id = $1`, [id]);
  if (!rows[0]) throw notFound('book');
  return rows[0];
}

export async function createBook(book: NewBook): Promise<Book> {
  const { rows } = await translated(
    pool.query(
      `INSERT INTO books (author_id, isbn, title, published_on, price_cents)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [book.authorId, book.isbn, book.title, book.publishedOn, book.priceCents],
    ),
  );
  return findBook(rows[0].id);
}

/** The version is compared by the statement that writes, so of two changes to one version the later finds no row. */
export async function changeBook(id: number, change: BookChange): Promise<Book> {
  const params: unknown[] = [id, change.version];
  const assignments = ['version = version + 1'];
  for (const [field, column] of Object.entries(COLUMNS)) {
    const value = change[field as keyof typeof COLUMNS];
    if (value !== undefined) assignments.push(`${column} = $${params.push(value)}`);
  }
  const { rowCount } = await translated(
    pool.query(`UPDATE books SET ${assignments.join(', ')} WHERE id = $1 AND version = $2::bigint`, params),
  );
  const book = await findBook(id);
  if (rowCount === 0) throw versionConflict();
  return book;
}

export async function deleteBook(id: number): Promise<void> {
  const { rowCount } = await pool.query('DELETE FROM books WHERE id = $1', [id]);
  if (rowCount === 0) throw notFound('book');
}

/** Turns a violated constraint into the refusal that clients know. */
async function translated<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (violates(error, 'books_isbn_key')) throw isbnTaken();
    if (violates(error, 'books_author_id_fkey')) throw invalid({ authorId: 'must be the id of an author' });
    throw error;
  }
}
