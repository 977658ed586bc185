import { Injectable } from '@nestjs/common';
import { invalid, isbnTaken, notFound, versionConflict } from '../common/api-error';
import { Database, violates } from '../database';
import type { BookQuery } from './book-query.dto';
import type { Book, BookChange, BookPage, NewBook } from './book.dto';

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
} as const satisfies Partial<Record<keyof BookChange, string>>;

const ORDERS: Record<BookQuery['sort'], string> = {
  id: 'books.id',
  '-id': 'books.id DESC',
  title: 'title, books.id',
  '-title': 'title DESC, books.id',
  price: 'price_cents, books.id',
  '-price': 'price_cents DESC, books.id',
};

@Injectable()
export class BooksService {
  constructor(private readonly database: Database) {}

  async list({ limit, offset, sort, ...filters }: BookQuery): Promise<BookPage> {
    const { where, params } = conditionOf(filters);
    const counted = await this.database.query<{ total: number }>(
      `SELECT count(*)::integer AS total FROM books ${where}`,
      params,
    );
    const { rows: items } = await this.database.query<Book>(
      `${SELECT_BOOKS} ${where} ORDER BY ${ORDERS[sort]} LIMIT ${limit} OFFSET ${offset}`,
      params,
    );
    return { items, total: counted.rows[0].total, limit, offset };
  }

  async find(id: number): Promise<Book> {
    const { rows } = await this.database.query<Book>(`${SELECT_BOOKS} WHERE books.id = $1`, [id]);
    if (!rows[0]) throw notFound('book');
    return rows[0];
  }

  async create({ authorId, isbn, title, publishedOn = null, priceCents }: NewBook): Promise<Book> {
    const { rows } = await translated(
      this.database.query<{ id: number }>(
        `INSERT INTO books (author_id, isbn, title, published_on, price_cents)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [authorId, isbn, title, publishedOn, priceCents],
      ),
    );
    return this.find(rows[0].id);
  }

  /** The version is compared by the statement that writes, so of two changes to one version the later finds no row. */
  async change(id: number, change: BookChange): Promise<Book> {
    const params: unknown[] = [id, change.version];
    const assignments = ['version = version + 1'];
    for (const [field, column] of Object.entries(COLUMNS)) {
      const value = change[field as keyof typeof COLUMNS];
      if (value !== undefined) assignments.push(`${column} = $${params.push(value)}`);
    }
    const { rowCount } = await translated(
      this.database.query(
        `UPDATE books SET ${assignments.join(', ')} WHERE id = $1 AND version = $2::bigint`,
        params,
      ),
    );
    const book = await this.find(id);
    if (rowCount === 0) throw versionConflict();
    return book;
  }

  async delete(id: number): Promise<void> {
    const { rowCount } = await this.database.query('DELETE FROM books WHERE id = $1', [id]);
    if (rowCount === 0) throw notFound('book');
  }
}

function conditionOf({ authorId, maxPriceCents, q }: Pick<BookQuery, 'authorId' | 'maxPriceCents' | 'q'>) {
  const params: unknown[] = [];
  const param = (value: unknown) => `$${params.push(value)}`;
  const conditions = ['true'];
  if (authorId !== undefined) conditions.push(`author_id = ${param(authorId)}::bigint`);
  if (maxPriceCents !== undefined) conditions.push(`price_cents <= ${param(maxPriceCents)}::bigint`);
  if (q !== undefined) conditions.push(`title ILIKE ${param(`%${q.replace(/[\\%_]/g, '\\$&')}%`)}`);
  return { where: `WHERE ${conditions.join(' AND ')}`, params };
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
