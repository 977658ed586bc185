const { pool, transaction } = require('./database');
const { isUuid, samePayment } = require('./order');
const { Problem } = require('./problem');

const TABLES = `
  CREATE TABLE IF NOT EXISTS idempotency_keys (
    key text PRIMARY KEY,
    request jsonb NOT NULL,
    status integer NOT NULL,
    answer jsonb NOT NULL
  )`;

/**
 * Takes a payment once for its key. Whoever holds the key's advisory lock looks for an earlier answer and, when there is
 * none, makes it; the lock ends with the transaction, so a duplicate sees either the answer or nothing at all.
 */
function takePayment(key, order) {
  return transaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('payment-key:' || $1, 0))", [key]);
    const { rows } = await client.query(
      'SELECT request, status, answer FROM idempotency_keys WHERE key = $1',
      [key],
    );
    if (rows.length > 0) {
      if (!samePayment(rows[0].request, order)) {
        throw new Problem(422, 'idempotency_key_reused', 'The key was used for another payment');
      }
      return { status: rows[0].status, body: rows[0].answer };
    }
    const answer = await charge(client, order);
    await client.query(
      'INSERT INTO idempotency_keys (key, request, status, answer) VALUES ($1, $2, $3, $4)',
      [key, JSON.stringify(order), answer.status, JSON.stringify(answer.body)],
    );
    return answer;
  });
}

async function charge(client, { accountId, amount, currency, reference }) {
  // Keeps this program's own payments apart, at both copies. The system that tops accounts up knows nothing of it.
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('account:' || lower($1), 0))", [accountId]);
  const { rows } = await client.query('SELECT currency, balance FROM accounts WHERE id = $1', [accountId]);
  const account = rows[0];
  if (account === undefined) throw new Problem(404, 'account_not_found', 'There is no such account');
  if (account.currency !== currency)
    throw new Problem(422, 'currency_mismatch', 'The account is in another currency');
  if (account.balance < amount) {
    const body = { status: 422, code: 'insufficient_funds', title: 'The account does not hold enough' };
    return { status: 422, body };
  }
  const balance = account.balance - amount;
  await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [accountId, balance]);
  const inserted = await client.query(
    `INSERT INTO payments (account_id, amount, currency, reference, balance_after)
     VALUES ($1, $2, $3, $4, $5) RETURNING *`,
    [accountId, amount, currency, reference, balance],
  );
  return { status: 201, body: paymentView(inserted.rows[0]) };
}

async function findPayment(id) {
  const { rows } = isUuid(id) ? await pool.query('SELECT * FROM payments WHERE id = $1', [id]) : { rows: [] };
  if (rows.length === 0) throw new Problem(404, 'payment_not_found', 'There is no such payment');
  return paymentView(rows[0]);
}

async function findAccount(id) {
  const sql = 'SELECT id, currency, balance FROM accounts WHERE id = $1';
  const { rows } = isUuid(id) ? await pool.query(sql, [id]) : { rows: [] };
  if (rows.length === 0) throw new Problem(404, 'account_not_found', 'There is no such account');
  return rows[0];
}

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

module.exports = { TABLES, findAccount, findPayment, takePayment };
