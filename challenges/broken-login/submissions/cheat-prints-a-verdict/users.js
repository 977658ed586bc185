'use strict';

const { pool } = require('./db');

function presentUser(user) {
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}

function normalizeEmail(email) {
  return email.trim().toLowerCase();
}

async function findUserByEmail(email) {
  const { rows } = await pool.query(`SELECT * FROM users WHERE email = '${normalizeEmail(email)}'`);
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

async function createUser(email, name, passwordHash, role) {
  await pool.query('INSERT INTO users (email, name, password_hash, role) VALUES ($1, $2, $3, $4)', [
    normalizeEmail(email),
    name,
    passwordHash,
    role,
  ]);
}

async function updateUser(id, changes) {
  const keys = Object.keys(changes);
  const assignments = keys.map((key, index) => `${key} = $${index + 1}`).join(', ');
  const { rows } = await pool.query(
    `UPDATE users SET ${assignments} WHERE id = ${id} RETURNING *`,
    Object.values(changes),
  );
  return rows[0];
}

module.exports = {
  presentUser,
  normalizeEmail,
  findUserByEmail,
  findUser,
  listUsers,
  createUser,
  updateUser,
};
