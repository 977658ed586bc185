import { pool } from './db';

export interface UserRow {
  id: number;
  email: string;
  name: string;
  password_hash: string;
  role: string;
}

export function presentUser(user: UserRow) {
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}

export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

export async function findUserByEmail(email: string): Promise<UserRow | undefined> {
  const { rows } = await pool.query(`SELECT * FROM users WHERE email = '${normalizeEmail(email)}'`);
  return rows[0];
}

export async function findUser(id: string): Promise<UserRow | undefined> {
  const { rows } = await pool.query(`SELECT * FROM users WHERE id = ${id}`);
  return rows[0];
}

export async function listUsers(): Promise<UserRow[]> {
  const { rows } = await pool.query('SELECT * FROM users ORDER BY id');
  return rows;
}

export async function createUser(
  email: string,
  name: string,
  passwordHash: string,
  role: string,
): Promise<void> {
  await pool.query('INSERT INTO users (email, name, password_hash, role) VALUES ($1, $2, $3, $4)', [
    normalizeEmail(email),
    name,
    passwordHash,
    role,
  ]);
}

export async function updateUser(id: string, changes: Record<string, unknown>): Promise<UserRow | undefined> {
  const keys = Object.keys(changes);
  const assignments = keys.map((key, index) => `${key} = $${index + 1}`).join(', ');
  const { rows } = await pool.query(
    `UPDATE users SET ${assignments} WHERE id = ${id} RETURNING *`,
    Object.values(changes),
  );
  return rows[0];
}
