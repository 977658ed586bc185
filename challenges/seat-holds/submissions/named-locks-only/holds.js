const { randomUUID } = require('node:crypto');
const {
  alreadyBooked,
  holdExpired,
  holdReleased,
  notFound,
  seatsTaken,
  unknownSeats,
} = require('./api-error');
const { pool, transaction } = require('./database');
const { ACTIVE, findShow, seatsOf } = require('./shows');

async function createHold(showId, { customer, seats: labels }) {
  const show = await findShow(showId);
  const wanted = (await seatsOf(show)).filter((seat) => labels.includes(seat.label));
  const unknown = labels.filter((label) => !wanted.some((seat) => seat.label === label));
  if (unknown.length > 0) throw unknownSeats(unknown);
  const seatIds = wanted.map((seat) => seat.id);

  return transaction(show.id, async (connection) => {
    const totalCents = wanted.reduce((sum, seat) => sum + seat.price_cents, 0);
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

async function confirmHold(id) {
  const { showId } = await findHold(id);
  return transaction(showId, async (connection) => {
    const hold = await findHold(id, connection);
    if (hold.status === 'booked') return hold;
    refuseWhenOver(hold);
    await connection.query("UPDATE holds SET status = 'booked' WHERE id = ?", [id]);
    return { ...hold, status: 'booked' };
  });
}

async function releaseHold(id) {
  const { showId } = await findHold(id);
  return transaction(showId, async (connection) => {
    const hold = await findHold(id, connection);
    if (hold.status === 'booked') throw alreadyBooked();
    refuseWhenOver(hold);
    await connection.query("UPDATE holds SET status = 'released' WHERE id = ?", [id]);
  });
}

async function findHold(id, connection = pool) {
  const [rows] = await connection.query(
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

/** Those of the seats that are not free. Nobody else holds or confirms anything of this show by now. */
async function takenSeats(connection, ids) {
  const holds = 'FROM hold_seats JOIN holds ON holds.id = hold_id WHERE seat_id IN (?)';
  const [taken] = await connection.query(`SELECT seat_id ${holds} AND ${ACTIVE}`, [ids]);
  return taken.map((row) => row.seat_id);
}

function refuseWhenOver({ status }) {
  if (status === 'expired') throw holdExpired();
  if (status === 'released') throw holdReleased();
}

module.exports = { createHold, confirmHold, releaseHold, findHold };
