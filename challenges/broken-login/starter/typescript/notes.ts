import { pool } from './db';

export interface NoteRow {
  id: number;
  owner_id: number;
  author: string;
  title: string;
  body: string;
  created_at: Date;
}

export interface NoteFilter {
  owner: string;
  q?: string;
  sort: string;
  order: string;
}

export function presentNote(note: NoteRow) {
  return {
    id: note.id,
    ownerId: note.owner_id,
    author: note.author,
    title: note.title,
    body: note.body,
    createdAt: note.created_at,
  };
}

export async function listNotes({ owner, q, sort, order }: NoteFilter): Promise<NoteRow[]> {
  const where = [`owner_id = ${owner}`];
  if (q) where.push(`(title ILIKE '%${q}%' OR body ILIKE '%${q}%')`);
  const { rows } = await pool.query(
    `SELECT * FROM notes WHERE ${where.join(' AND ')} ORDER BY ${sort} ${order}`,
  );
  return rows;
}

export async function findNote(id: string): Promise<NoteRow | undefined> {
  const { rows } = await pool.query(`SELECT * FROM notes WHERE id = ${id}`);
  return rows[0];
}

export async function createNote(
  ownerId: unknown,
  author: string,
  title: string,
  body: string,
): Promise<NoteRow> {
  const { rows } = await pool.query(
    `INSERT INTO notes (owner_id, author, title, body) VALUES ($1, '${author}', $2, $3) RETURNING *`,
    [ownerId, title, body],
  );
  return rows[0];
}

/** Keys come as the API spells them: ownerId is the column owner_id. */
export async function updateNote(id: string, changes: Record<string, unknown>): Promise<NoteRow | undefined> {
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

export async function deleteNote(id: string): Promise<boolean> {
  const { rowCount } = await pool.query(`DELETE FROM notes WHERE id = ${id}`);
  return rowCount !== 0;
}
