const { notFound } = require('./api-error');
const { pool } = require('./database');

/** Of a hold: it keeps its seats from others. */
const ACTIVE = "(holds.status = 'booked' OR (holds.status = 'held' AND holds.expires_at > UTC_TIMESTAMP(3)))";

async function findShow(text) {
  if (!/^\d{1,9}$/.test(text)) throw notFound('show');
  const [shows] = await pool.query('SELECT id, title, hold_seconds FROM shows WHERE id = ?', [text]);
  if (!shows[0]) throw notFound('show');
  return shows[0];
}

/** The seats of a show by id, each with the status of the hold that keeps it. */
async function seatsOf(show) {
  const [seats] = await pool.query(
    `SELECT id, label, price_cents,
            (SELECT holds.status FROM hold_seats JOIN holds ON holds.id = hold_id
             WHERE seat_id = seats.id AND ${ACTIVE} LIMIT 1) AS status
     FROM seats WHERE show_id = ? ORDER BY id`,
    [show.id],
  );
  return seats;
}

async function showView(id) {
  const show = await findShow(id);
  const seats = (await seatsOf(show)).map(({ label, price_cents, status }) => ({
    label,
    priceCents: price_cents,
    status: status ?? 'free',
  }));
  return { id: show.id, title: show.title, seats };
}

module.exports = { ACTIVE, findShow, seatsOf, showView };
