'use strict';

const { pool } = require('./db');

function presentNote(note) {
  return {
    id: note.id,
    ownerId: note.owner_id,
    author: note.author,
    title: note.title,
    body: note.body,
    createdAt: note.created_at,
  };
}

async function listNotes({ owner, q, sort, order }) {
  const where = [`owner_id = ${owner}`];
  if (q) where.push(`(title ILIKE '%${q}%' OR body ILIKE '%${q}%')`);
  const { rows } = await pool.query(
    `SELECT * FROM notes WHERE ${where.join(' AND ')} ORDER BY ${sort} ${order}`,
  );
  return rows;
}

async function findNote(id) {
  const { rows } = await pool.query(`SELECT * FROM notes WHERE id = ${id}`);
  return rows[0];
}

async function createNote(ownerId, author, title, body) {
  const { rows } = await pool.query(
    `INSERT INTO notes (owner_id, author, title, body) VALUES ($1, '${author}', $2, $3) RETURNING *`,
    [ownerId, title, body],
  );
  return rows[0];
}

/** Keys come as the API spells them: ownerId is the column owner_id. */
async function updateNote(id, changes) {
  const keys = Object.keys(changes).map((key) =>
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  const assignments = keys.map((key, index) => `${key} = $${index + 1}`).join(', ');
  const { rows } = await pool.query(
    `UPDATE notes SET ${assignments} WHERE id = ${id} RETURNING *`,
    Object.values(changes),
  );
  return rows[0];
}

async function deleteNote(id) {
  const { rowCount } = await pool.query(`DELETE FROM notes WHERE id = ${id}`);
  return rowCount !== 0;
}

module.exports = { presentNote, listNotes, findNote, createNote, updateNote, deleteNote };
