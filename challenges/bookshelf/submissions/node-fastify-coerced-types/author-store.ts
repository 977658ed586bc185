import { authorHasBooks, notFound } from './api-error';
import { pool, violates } from './database';

export interface Author {
  id: number;
  name: string;
  bookCount: number;
}

export async function createAuthor(name: string): Promise<Author> {
  const { rows } = await pool.query('INSERT INTO authors (name) VALUES ($1) RETURNING id, name', [name]);
  return { ...rows[0], bookCount: 0 };
}

export async function findAuthor(id: number): Promise<Author> {
  const { rows } = await pool.query<Author>(
    `SELECT id, name, (SELECT count(*)::integer FROM books WHERE author_id = authors.id) AS "bookCount"
     FROM authors WHERE id = $1`,
    [id],
  );
  if (!rows[0]) throw notFound('author');
  return rows[0];
}

export async function deleteAuthor(id: number): Promise<void> {
  try {
    const { rowCount } = await pool.query('DELETE FROM authors WHERE id = $1', [id]);
    if (rowCount === 0) throw notFound('author');
  } catch (error) {
    if (violates(error, 'books_author_id_fkey')) throw authorHasBooks();
    throw error;
  }
}
