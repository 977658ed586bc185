const { invalid, isbnTaken, notFound, versionConflict } = require('./api-error');
const { pool } = require('./database');
const { inTurn } = require('./in-turn');

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
};

const ORDERS = {
  id: 'books.id',
  '-id': 'books.id DESC',
  title: 'title, books.id',
  '-title': 'title DESC, books.id',
  price: 'price_cents, books.id',
  '-price': 'price_cents DESC, books.id',
};

async function listBooks(query) {
  const { limit, offset } = query;
  const params = [];
  const param = (value) => `$${params.push(value)}`;
  const conditions = ['true'];
  if (query.authorId !== undefined) conditions.push(`author_id = ${param(query.authorId)}::bigint`);
  if (query.maxPriceCents !== undefined)
    conditions.push(`price_cents <= ${param(query.maxPriceCents)}::bigint`);
  if (query.q !== undefined)
    conditions.push(`title ILIKE ${param(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`)}`);
  const where = `WHERE ${conditions.join(' AND ')}`;

  const counted = await pool.query(`SELECT count(*)::integer AS total FROM books ${where}`, params);
  const { rows: items } = await pool.query(
    `${SELECT_BOOKS} ${where} ORDER BY ${ORDERS[query.sort]} LIMIT ${limit} OFFSET ${offset}`,
    params,
  );
  return { items, total: counted.rows[0].total, limit, offset };
}

async function findBook(id) {
  const { rows } = await pool.query(`${SELECT_BOOKS} WHERE books.id = $1`, [id]);
  if (!rows[0]) throw notFound('book');
  return rows[0];
}

/** Looks, and then inserts. Nothing but this process's own queue keeps the two together; the import is not in it. */
const createBook = (book) =>
  inTurn(async () => {
    await check(book, 0);
    const { rows } = await pool.query(
      `INSERT INTO books (author_id, isbn, title, published_on, price_cents)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [book.authorId, book.isbn, book.title, book.publishedOn, book.priceCents],
    );
    return findBook(rows[0].id);
  });

/** Reads the version, compares it here, and writes the next one over whatever stands there by then. */
const changeBook = (id, change) =>
  inTurn(async () => {
    const book = await findBook(id);
    if (book.version !== change.version) throw versionConflict();
    await check(change, id);
    const params = [id, change.version + 1];
    const assignments = ['version = $2'];
    for (const [field, column] of Object.entries(COLUMNS)) {
      const value = change[field];
      if (value !== undefined) assignments.push(`${column} = $${params.push(value)}`);
    }
    await pool.query(`UPDATE books SET ${assignments.join(', ')} WHERE id = $1`, params);
    return findBook(id);
  });

async function deleteBook(id) {
  const { rowCount } = await pool.query('DELETE FROM books WHERE id = $1', [id]);
  if (rowCount === 0) throw notFound('book');
}

/** What a constraint would refuse, asked for beforehand. */
async function check({ isbn, authorId }, self) {
  if (authorId !== undefined) {
    const { rowCount } = await pool.query('SELECT 1 FROM authors WHERE id = $1', [authorId]);
    if (rowCount === 0) throw invalid({ authorId: 'must be the id of an author' });
  }
  if (isbn !== undefined) {
    const { rowCount } = await pool.query('SELECT 1 FROM books WHERE isbn = $1 AND id <> $2', [isbn, self]);
    if (rowCount > 0) throw isbnTaken();
  }
}

module.exports = { listBooks, findBook, createBook, changeBook, deleteBook };
