const fastify = require('fastify');
const { migrate, pool } = require('./database');

const app = fastify();

/** Answers with an error in the form that the statement asks for. */
function problem(reply, status, code, title) {
  return reply.code(status).type('application/problem+json').send(JSON.stringify({ status, code, title }));
}

app.get('/health', async () => ({ status: 'ok' }));

app.get('/accounts/:id', async (request, reply) => {
  const { rows } = await pool.query('SELECT id, currency, balance FROM accounts WHERE id = $1', [
    request.params.id,
  ]);
  if (rows.length === 0) return problem(reply, 404, 'account_not_found', 'There is no such account');
  return rows[0];
});

app.post('/payments', async (request, reply) => {
  const { accountId, amount, currency, reference } = request.body;
  const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [accountId]);
  const balance = rows[0].balance - amount;
  await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [accountId, balance]);
  const inserted = await pool.query(
    `INSERT INTO payments (account_id, amount, currency, reference, balance_after)
     VALUES ($1, $2, $3, $4, $5) RETURNING *`,
    [accountId, amount, currency, reference, balance],
  );
  reply.code(201);
  return paymentView(inserted.rows[0]);
});

app.get('/payments/:id', async (request, reply) => {
  const { rows } = await pool.query('SELECT * FROM payments WHERE id = $1', [request.params.id]);
  if (rows.length === 0) return problem(reply, 404, 'payment_not_found', 'There is no such payment');
  return paymentView(rows[0]);
});

function paymentView(row) {
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

app.setErrorHandler((error, _request, reply) => {
  console.error(error);
  return problem(reply, 500, 'internal', 'Something failed');
});

async function main() {
  // Tables of your own go here.
  await migrate(`SELECT 1`);
  await app.listen({ port: Number(process.env.PORT), host: '0.0.0.0' });
}

main();
