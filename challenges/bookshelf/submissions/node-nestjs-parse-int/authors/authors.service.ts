import { Injectable } from '@nestjs/common';
import { authorHasBooks, notFound } from '../common/api-error';
import { Database, violates } from '../database';
import type { Author } from './author.dto';

@Injectable()
export class AuthorsService {
  constructor(private readonly database: Database) {}

  async create(name: string): Promise<Author> {
    const { rows } = await this.database.query<Author>(
      'INSERT INTO authors (name) VALUES ($1) RETURNING id, name, 0 AS "bookCount"',
      [name],
    );
    return rows[0];
  }

  async find(id: number): Promise<Author> {
    const { rows } = await this.database.query<Author>(
      `SELECT id, name, (SELECT count(*)::integer FROM books WHERE author_id = authors.id) AS "bookCount"
       FROM authors WHERE id = $1`,
      [id],
    );
    if (!rows[0]) throw notFound('author');
    return rows[0];
  }

  async delete(id: number): Promise<void> {
    try {
      const { rowCount } = await this.database.query('DELETE FROM authors WHERE id = $1', [id]);
      if (rowCount === 0) throw notFound('author');
    } catch (error) {
      if (violates(error, 'books_author_id_fkey')) throw authorHasBooks();
      throw error;
    }
  }
}
