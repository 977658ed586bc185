import type { PoolClient } from 'pg';
import { pool, transaction } from './database';
import { fingerprint, isUuid, type Order } from './order';
import { accountNotFound, paymentNotFound, Problem } from './problem';

/** What is answered, and kept under the key to be answered again. */
export interface Answer {
  status: number;
  body: unknown;
}

/** What each key was answered, or is being answered just now. */
const answers = new Map<string, { print: string; answer: Promise<Answer> }>();

export async function takePayment(key: string, order: Order): Promise<Answer> {
  const print = fingerprint(order);
  const earlier = answers.get(key);
  if (earlier !== undefined) {
    if (earlier.print === print) return earlier.answer;
    throw new Problem(422, 'idempotency_key_reused', 'The key was used for another payment');
  }
  const answer = transaction((client) => charge(client, order));
  answers.set(key, { print, answer });
  answer.catch(() => answers.delete(key));
  return answer;
}

/** A thrown problem forgets the key, so that the corrected request may carry it. */
async function charge(client: PoolClient, order: Order): Promise<Answer> {
  const { accountId, amount, currency, reference } = order;
  const { rows } = await client.query('SELECT currency, balance FROM accounts WHERE id = $1 FOR UPDATE', [accountId]);
  const account = rows[0];
  if (account === undefined) throw accountNotFound();
  if (account.currency !== currency) throw new Problem(422, 'currency_mismatch', 'The account is in another currency');
  if (account.balance < amount) {
    const status = 422;
    return { status, body: { status, code: 'insufficient_funds', title: 'The account does not hold enough' } };
  }
  const updated = await client.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1 RETURNING balance', [
    accountId,
    amount,
  ]);
  const inserted = await client.query(
    `INSERT INTO payments (account_id, amount, currency, reference, balance_after)
     VALUES ($1, $2, $3, $4, $5) RETURNING *`,
    [accountId, amount, currency, reference, updated.rows[0].balance],
  );
  return { status: 201, body: paymentView(inserted.rows[0]) };
}

export async function findPayment(id: string) {
  if (!isUuid(id)) throw paymentNotFound();
  const { rows } = await pool.query('SELECT * FROM payments WHERE id = $1', [id]);
  if (rows.length === 0) throw paymentNotFound();
  return paymentView(rows[0]);
}

export async function findAccount(id: string) {
  if (!isUuid(id)) throw accountNotFound();
  const { rows } = await pool.query('SELECT id, currency, balance FROM accounts WHERE id = $1', [id]);
  if (rows.length === 0) throw accountNotFound();
  return rows[0];
}

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
