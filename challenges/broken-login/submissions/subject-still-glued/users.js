'use strict';

const { pool } = require('./db');

function presentUser(user) {
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}

function normalizeEmail(email) {
  return email.trim().toLowerCase();
}

async function findUserByEmail(email) {
  const { rows } = await pool.query('SELECT * FROM users WHERE email = $1', [normalizeEmail(email)]);
  return rows[0];
}

async function findUser(id) {
  const { rows } = await pool.query(`SELECT * FROM users WHERE id = ${id}`);
  return rows[0];
}

async function listUsers() {
  const { rows } = await pool.query('SELECT * FROM users ORDER BY id');
  return rows;
}

/** Creates a member. An address that has an account already is left as it is. */
async function createUser(email, name, passwordHash) {
  await pool.query(
    'INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING',
    [normalizeEmail(email), name, passwordHash],
  );
}

async function renameUser(id, name) {
  const { rows } = await pool.query('UPDATE users SET name = $2 WHERE id = $1 RETURNING *', [id, name]);
  return rows[0];
}

module.exports = {
  presentUser,
  normalizeEmail,
  findUserByEmail,
  findUser,
  listUsers,
  createUser,
  renameUser,
};
