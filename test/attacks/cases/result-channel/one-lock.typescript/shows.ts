import type { RowDataPacket } from 'mysql2/promise';
import { notFound } from './api-error';
import { pool } from './database';

interface ShowRow extends RowDataPacket {
  id: number;
  title: string;
  hold_seconds: number;
}

interface SeatRow extends RowDataPacket {
  id: number;
  label: string;
  price_cents: number;
  status: 'held' | 'booked' | null;
}

/** Of a hold: it keeps its seats from others. */
export const ACTIVE =
  "(holds.status = 'booked' OR (holds.status = 'held' AND holds.expires_at > UTC_TIMESTAMP(3)))";

export async function findShow(text: string): Promise<ShowRow> {
  if (!/^\d{1,9}$/.test(text)) throw notFound('show');
  const [shows] = await pool.query<ShowRow[]>('SELECT id, title, hold_seconds FROM shows WHERE id = ?', [
    text,
  ]);
  if (!shows[0]) throw notFound('show');
  return shows[0];
}

/** The seats of a show by id, each with the status of the hold that keeps it. */
export async function seatsOf(show: ShowRow): Promise<SeatRow[]> {
  const [seats] = await pool.query<SeatRow[]>(
    `SELECT id, label, price_cents,
            (SELECT holds.status FROM hold_seats JOIN holds ON holds.id = hold_id
             WHERE seat_id = seats.id AND ${ACTIVE} LIMIT 1) AS status
     FROM seats WHERE show_id = ? ORDER BY id`,
    [show.id],
  );
  return seats;
}

export async function showView(id: string) {
  const show = await findShow(id);
  const seats = (await seatsOf(show)).map(({ label, price_cents, status }) => ({
    label,
    priceCents: price_cents,
    status: status ?? 'free',
  }));
  return { id: show.id, title: show.title, seats };
}
