const { authorHasBooks, notFound } = require('./api-error');
const { pool, violates } = require('./database');

async function createAuthor(name) {
  const { rows } = await pool.query('INSERT INTO authors (name) VALUES ($1) RETURNING id, name', [name]);
  return { ...rows[0], bookCount: 0 };
}

async function findAuthor(id) {
  const { rows } = await pool.query(
    `SELECT id, name, (SELECT count(*)::integer FROM books WHERE author_id = authors.id) AS "bookCount"
     FROM authors WHERE id = $1`,
    [id],
  );
  if (!rows[0]) throw notFound('author');
  return rows[0];
}

async function deleteAuthor(id) {
  try {
    const { rowCount } = await pool.query('DELETE FROM authors WHERE id = $1', [id]);
    if (rowCount === 0) throw notFound('author');
  } catch (error) {
    if (violates(error, 'books_author_id_fkey')) throw authorHasBooks();
    throw error;
  }
}

module.exports = { createAuthor, findAuthor, deleteAuthor };
