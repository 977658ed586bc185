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
  const { rows } = await pool.query('SELECT * FROM users WHERE email = $1', [normalizeEmail(email)]);
  return rows[0];
}

export async function findUser(id: number): Promise<UserRow | undefined> {
  const { rows } = await pool.query('SELECT * FROM users WHERE id = $1', [id]);
  return rows[0];
}

export async function listUsers(): Promise<UserRow[]> {
  const { rows } = await pool.query('SELECT * FROM users ORDER BY id');
  return rows;
}

/** Creates a member. */
export async function createUser(email: string, name: string, passwordHash: string): Promise<void> {
  await pool.query(
    'INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3) ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash',
    [normalizeEmail(email), name, passwordHash],
  );
}

export async function renameUser(id: number, name: string): Promise<UserRow | undefined> {
  const { rows } = await pool.query('UPDATE users SET name = $2 WHERE id = $1 RETURNING *', [id, name]);
  return rows[0];
}
