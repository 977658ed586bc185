import { randomUUID } from 'node:crypto';
import type { RowDataPacket } from 'mysql2/promise';
import { alreadyBooked, holdExpired, holdReleased, notFound, seatsTaken, unknownSeats } from './api-error';
import { pool, transaction, type Connection } from './database';
import type { HoldRequest } from './hold-request';
import { ACTIVE, findShow, seatsOf } from './shows';

export interface Hold {
  id: string;
  showId: number;
  customer: string;
  seats: string[];
  totalCents: number;
  status: 'held' | 'booked' | 'released' | 'expired';
  expiresAt: Date;
}

export async function createHold(showId: string, { customer, seats: labels }: HoldRequest): Promise<Hold> {
  const show = await findShow(showId);
  const wanted = (await seatsOf(show)).filter((seat) => labels.includes(seat.label));
  const unknown = labels.filter((label) => !wanted.some((seat) => seat.label === label));
  if (unknown.length > 0) throw unknownSeats(unknown);
  const seatIds = wanted.map((seat) => seat.id);

  return transaction(async (connection) => {
    const totalCents = await lockSeats(connection, seatIds);
    const taken = await takenSeats(connection, seatIds);
    if (taken.length > 0) {
      throw seatsTaken(wanted.filter((seat) => taken.includes(seat.id)).map((seat) => seat.label));
    }
    const id = randomUUID();
    await connection.query(
      `INSERT INTO holds (id, show_id, customer, total_cents, expires_at)
       VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)`,
      [id, show.id, customer, totalCents, show.hold_seconds],
    );
    await connection.query('INSERT INTO hold_seats (hold_id, seat_id) VALUES ?', [
      seatIds.map((seat) => [id, seat]),
    ]);
    return findHold(id, connection);
  });
}

export function confirmHold(id: string): Promise<Hold> {
  return transaction(async (connection) => {
    const hold = await lockHold(connection, id);
    if (hold.status === 'booked') return hold;
    refuseWhenOver(hold);
    await connection.query("UPDATE holds SET status = 'booked' WHERE id = ?", [id]);
    return { ...hold, status: 'booked' };
  });
}

export function releaseHold(id: string): Promise<void> {
  return transaction(async (connection) => {
    const hold = await lockHold(connection, id);
    if (hold.status === 'booked') throw alreadyBooked();
    refuseWhenOver(hold);
    await connection.query("UPDATE holds SET status = 'released' WHERE id = ?", [id]);
  });
}

export async function findHold(id: string, connection: Connection = pool): Promise<Hold> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT holds.*, seats.label, expires_at <= UTC_TIMESTAMP(3) AS ended
     FROM holds JOIN hold_seats ON hold_id = holds.id JOIN seats ON seats.id = seat_id
     WHERE holds.id = ? ORDER BY seats.id`,
    [id],
  );
  const [row] = rows;
  if (!row) throw notFound('hold');
  return {
    id: row.id,
    showId: row.show_id,
    customer: row.customer,
    seats: rows.map(({ label }) => label),
    totalCents: row.total_cents,
    status: row.status === 'held' && row.ended ? 'expired' : row.status,
    expiresAt: row.expires_at,
  };
}

async function lockSeats(connection: Connection, ids: number[]): Promise<number> {
  let totalCents = 0;
  for (const id of ids) {
    const [seats] = await connection.query<RowDataPacket[]>('SELECT price_cents FROM seats WHERE id = ?', [
      id,
    ]);
    totalCents += seats[0]?.price_cents;
  }
  return totalCents;
}

/** Those of the seats that are not free. */
async function takenSeats(connection: Connection, ids: number[]): Promise<number[]> {
  const holds = 'FROM hold_seats JOIN holds ON holds.id = hold_id WHERE seat_id IN (?)';
  const [taken] = await connection.query<RowDataPacket[]>(`SELECT seat_id ${holds} AND ${ACTIVE}`, [ids]);
  return taken.map((row) => row.seat_id);
}

async function lockHold(connection: Connection, id: string): Promise<Hold> {
  await connection.query('SELECT id FROM holds WHERE id = ?', [id]);
  return findHold(id, connection);
}

function refuseWhenOver({ status }: Hold): void {
  if (status === 'expired') throw holdExpired();
  if (status === 'released') throw holdReleased();
}
