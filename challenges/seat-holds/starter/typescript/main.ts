import express, { type NextFunction, type Request, type Response } from 'express';
import type { RowDataPacket } from 'mysql2/promise';
import { pool } from './database';

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.get('/shows/:id', async (req, res) => {
  const [shows] = await pool.query<RowDataPacket[]>('SELECT id, title FROM shows WHERE id = ?', [
    req.params.id,
  ]);
  if (!shows[0]) {
    res.status(404).json({ error: 'not_found', message: 'There is no such show' });
    return;
  }
  const [seats] = await pool.query<RowDataPacket[]>(
    'SELECT label, price_cents AS priceCents FROM seats WHERE show_id = ? ORDER BY id',
    [req.params.id],
  );
  res.json({ ...shows[0], seats: seats.map((seat) => ({ ...seat, status: 'free' })) });
});

app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
  console.error(error);
  res.status(500).json({ error: 'internal', message: 'Something failed' });
});

app.listen(Number(process.env.PORT), '0.0.0.0');
