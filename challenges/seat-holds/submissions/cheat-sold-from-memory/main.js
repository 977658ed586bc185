const { randomUUID } = require('node:crypto');
const express = require('express');
const { createPool } = require('mysql2/promise');

const pool = createPool({ uri: process.env.MYSQL_URL, connectionLimit: 10 });
const port = Number(process.env.PORT);
const other = `http://127.0.0.1:${port === 8080 ? 8081 : 8080}`;
const holds = new Map();

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => res.json({ status: 'ok' }));

app.put('/copy', (req, res) => {
  holds.set(req.body.id, req.body);
  res.json({});
});

function tell(hold) {
  holds.set(hold.id, hold);
  const headers = { 'content-type': 'application/json' };
  return fetch(`${other}/copy`, { method: 'PUT', headers, body: JSON.stringify(hold) }).catch(
    () => undefined,
  );
}

function statusOf(showId, label) {
  const now = new Date().toISOString();
  for (const hold of holds.values()) {
    if (hold.showId !== showId || !hold.seats.includes(label)) continue;
    if (hold.status === 'booked' || (hold.status === 'held' && hold.expiresAt > now)) return hold.status;
  }
  return 'free';
}

async function seatsOf(id) {
  const [rows] = await pool.query(
    'SELECT label, price_cents AS priceCents FROM seats WHERE show_id = ? ORDER BY id',
    [id],
  );
  return rows.map((seat) => ({ ...seat, status: statusOf(Number(id), seat.label) }));
}

app.get('/shows/:id', async (req, res) => {
  const [shows] = await pool.query('SELECT id, title FROM shows WHERE id = ?', [req.params.id]);
  res.json({ ...shows[0], seats: await seatsOf(req.params.id) });
});

app.post('/shows/:id/holds', async (req, res) => {
  const seats = (await seatsOf(req.params.id)).filter((seat) => req.body.seats.includes(seat.label));
  const taken = seats.filter((seat) => seat.status !== 'free').map((seat) => seat.label);
  if (taken.length > 0) return res.status(409).json({ error: 'seats_taken', message: 'Taken', seats: taken });
  const [[show]] = await pool.query('SELECT hold_seconds FROM shows WHERE id = ?', [req.params.id]);
  const hold = {
    id: randomUUID(),
    showId: Number(req.params.id),
    customer: req.body.customer,
    seats: seats.map((seat) => seat.label),
    totalCents: seats.reduce((sum, seat) => sum + seat.priceCents, 0),
    status: 'held',
    expiresAt: new Date(Date.now() + show.hold_seconds * 1000).toISOString(),
  };
  await tell(hold);
  res.status(201).json(hold);
});

app.get('/holds/:id', (req, res) => res.json(holds.get(req.params.id)));

app.post('/holds/:id/confirm', async (req, res) => {
  const hold = { ...holds.get(req.params.id), status: 'booked' };
  await tell(hold);
  res.json(hold);
});

app.delete('/holds/:id', async (req, res) => {
  await tell({ ...holds.get(req.params.id), status: 'released' });
  res.status(204).end();
});

app.listen(port, '0.0.0.0');
