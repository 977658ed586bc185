import express, { type NextFunction, type Request, type Response } from 'express';
import { migrate, pool } from './database';

const app = express();
app.use(express.json());

/** Answers with an error in the form that the statement asks for. */
function problem(res: Response, status: number, code: string, title: string): void {
  res.status(status).type('application/problem+json').send(JSON.stringify({ status, code, title }));
}

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.get('/accounts/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT id, currency, balance FROM accounts WHERE id = $1', [
    req.params.id,
  ]);
  if (rows.length === 0) return problem(res, 404, 'account_not_found', 'There is no such account');
  res.json(rows[0]);
});

app.post('/payments', async (req, res) => {
  const { accountId, amount, currency, reference } = req.body;
  const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [accountId]);
  const balance = rows[0].balance - amount;
  await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [accountId, balance]);
  const inserted = await pool.query(
    `INSERT INTO payments (account_id, amount, currency, reference, balance_after)
     VALUES ($1, $2, $3, $4, $5) RETURNING *`,
    [accountId, amount, currency, reference, balance],
  );
  res.status(201).json(paymentView(inserted.rows[0]));
});

app.get('/payments/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM payments WHERE id = $1', [req.params.id]);
  if (rows.length === 0) return problem(res, 404, 'payment_not_found', 'There is no such payment');
  res.json(paymentView(rows[0]));
});

function paymentView(row: any) {
  return {
    id: row.id,
    accountId: row.account_id,
    amount: row.amount,
    currency: row.currency,
    reference: row.reference,
    balanceAfter: row.balance_after,
    createdAt: row.created_at.toISOString(),
  };
}

app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
  console.error(error);
  problem(res, 500, 'internal', 'Something failed');
});

async function main() {
  // Tables of your own go here.
  await migrate(`SELECT 1`);
  app.listen(Number(process.env.PORT), '0.0.0.0');
}

void main();
