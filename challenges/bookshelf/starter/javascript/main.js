const express = require('express');
const { pool } = require('./database');

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.get('/authors/:id', async (req, res) => {
  const { rows } = await pool.query(
    `SELECT id, name, (SELECT count(*)::integer FROM books WHERE author_id = authors.id) AS "bookCount"
     FROM authors WHERE id = $1`,
    [req.params.id],
  );
  if (rows.length === 0) {
    res.status(404).json({ error: { code: 'not_found', message: 'There is no such author' } });
    return;
  }
  res.json(rows[0]);
});

app.use((error, _req, res, _next) => {
  console.error(error);
  res.status(500).json({ error: { code: 'internal', message: 'Something failed' } });
});

app.listen(Number(process.env.PORT), '0.0.0.0');
