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
  owner: number;
  q: string;
  sort: string;
  order: string;
}

/** What may stand in ORDER BY, which takes no parameters. */
const SORTS = ['id', 'title'];
const ORDERS = ['asc', 'desc'];

export function isSorting(sort: string, order: string): boolean {
  return SORTS.includes(sort) && ORDERS.includes(order);
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

/** Throws when the sorting is none: `isSorting` is to be asked first. */
export async function listNotes({ owner, q, sort, order }: NoteFilter): Promise<NoteRow[]> {
  if (!isSorting(sort, order)) throw new Error('unknown sorting');
  const { rows } = await pool.query(
    `SELECT * FROM notes
     WHERE owner_id = $1 AND (strpos(lower(title), lower($2)) > 0 OR strpos(lower(body), lower($2)) > 0)
     ORDER BY ${sort} ${order}, id`,
    [owner, q],
  );
  return rows;
}

export async function findNote(id: number, owner: number): Promise<NoteRow | undefined> {
  const { rows } = await pool.query('SELECT * FROM notes WHERE id = $1 AND owner_id = $2', [id, owner]);
  return rows[0];
}

export async function createNote(
  owner: number,
  author: string,
  title: string,
  body: string,
): Promise<NoteRow> {
  const { rows } = await pool.query(
    'INSERT INTO notes (owner_id, author, title, body) VALUES ($1, $2, $3, $4) RETURNING *',
    [owner, author, title, body],
  );
  return rows[0];
}

/** What is undefined stays as it is. */
export async function updateNote(
  id: number,
  owner: number,
  title: string | undefined,
  body: string | undefined,
): Promise<NoteRow | undefined> {
  const { rows } = await pool.query(
    `UPDATE notes SET title = coalesce($3, title), body = coalesce($4, body)
     WHERE id = $1 AND owner_id = $2 RETURNING *`,
    [id, owner, title, body],
  );
  return rows[0];
}

export async function deleteNote(id: number, owner: number): Promise<boolean> {
  const { rowCount } = await pool.query('DELETE FROM notes WHERE id = $1 AND owner_id = $2', [id, owner]);
  return rowCount !== 0;
}
