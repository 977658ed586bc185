import { expect, expectStatus, test } from '@assay/testkit';
import { expectBalance, expectProblem, expectSameAnswer, newKey, openAccount, pay, payment } from './support';

const group = 'idempotency';

test(
  {
    id: 'retry-at-other-copy',
    group,
    title: 'A retry at the other copy gets the first answer',
    requirements: ['R1', 'R15'],
  },
  async (t) => {
    const account = await openAccount(t);
    let left = account.balance;
    for (const [first, second] of [t.instances, t.instances.toReversed()]) {
      if (first === undefined || second === undefined)
        throw new Error('the challenge asks for two instances');
      const order = payment(t, account);
      const key = newKey(t);
      const answer = expectStatus(await pay(first, key, order), 201);
      expectSameAnswer(await pay(second, key, order), answer);
      left -= order.amount;
      await expectBalance(second, account, left);
    }
  },
);

test(
  {
    id: 'retry-after-new-start',
    group,
    title: 'A retry gets the first answer though both copies were started anew',
    requirements: ['R1', 'R15'],
    timeout: '40s',
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    const key = newKey(t);
    const first = expectStatus(await pay(t.http, key, order), 201);
    // Both at once, so that neither can tell the other what it knew.
    await Promise.all(t.instances.map((_, index) => t.stopInstance(index)));
    await Promise.all(t.instances.map((_, index) => t.startInstance(index)));
    for (const copy of t.instances) expectSameAnswer(await pay(copy, key, order), first);
    await expectBalance(t.http, account, account.balance - order.amount);
  },
);

test(
  { id: 'late-retry', group, title: 'A late retry still gets the first answer', requirements: ['R15'] },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    const key = newKey(t);
    const first = expectStatus(await pay(t.http, key, order), 201);
    const later = payment(t, account);
    expectStatus(await pay(t.http, newKey(t), later), 201);
    await t.database.query('UPDATE app.accounts SET balance = balance + 700 WHERE id = $1', [account.id]);
    expectSameAnswer(await pay(t.http, key, order), first);
    await expectBalance(t.http, account, account.balance - order.amount - later.amount + 700);
  },
);

test(
  {
    id: 'retry-from-empty-account',
    group,
    title: 'A retry gets the first answer though the account is empty now',
    requirements: ['R15'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account, account.balance);
    const key = newKey(t);
    const first = expectStatus(await pay(t.http, key, order), 201);
    expectSameAnswer(await pay(t.http, key, order), first);
    await expectBalance(t.http, account, 0);
  },
);

test(
  {
    id: 'same-values-are-same',
    group,
    title: 'Order of fields and white space do not matter',
    requirements: ['R16'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    const key = newKey(t);
    const first = expectStatus(await pay(t.http, key, order), 201);
    const reordered = Object.fromEntries(Object.entries(order).reverse());
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const again = await t.http.post('/payments', { headers, body: JSON.stringify(reordered, null, 3) });
    expectSameAnswer(again, first);
    await expectBalance(t.http, account, account.balance - order.amount);
  },
);

test(
  {
    id: 'key-with-other-payment',
    group,
    title: 'A key is refused for another payment',
    requirements: ['R13', 'R17'],
  },
  async (t) => {
    const account = await openAccount(t);
    const other = await openAccount(t);
    const order = payment(t, account);
    const key = newKey(t);
    const first = expectStatus(await pay(t.http, key, order), 201);
    const changed = [
      { ...order, amount: order.amount + 1 },
      { ...order, reference: `${order.reference}0` },
      { ...order, accountId: other.id, currency: other.currency },
    ];
    for (const body of changed) expectProblem(await pay(t.http, key, body), 422, 'idempotency_key_reused');
    expectSameAnswer(await pay(t.http, key, order), first);
    await expectBalance(t.http, account, account.balance - order.amount);
    await expectBalance(t.http, other, other.balance);
  },
);

test(
  {
    id: 'refusal-is-repeated',
    group,
    title: 'Insufficient funds is repeated after a top-up',
    requirements: ['R18'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account, account.balance + t.random.int(1, 500));
    const key = newKey(t);
    const first = await pay(t.http, key, order);
    expectProblem(first, 422, 'insufficient_funds');
    await t.database.query('UPDATE app.accounts SET balance = balance + 5000 WHERE id = $1', [account.id]);
    expectSameAnswer(await pay(t.http, key, order), first);
    await expectBalance(t.http, account, account.balance + 5000);
    expectStatus(await pay(t.http, newKey(t), order), 201);
  },
);

test(
  {
    id: 'faulty-request-keeps-key',
    group,
    title: 'A faulty request does not use up its key',
    requirements: ['R19'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    const key = newKey(t);
    expectStatus(await pay(t.http, key, { ...order, reference: undefined }), 400);
    expectStatus(await pay(t.http, key, { ...order, accountId: t.random.uuid() }), 404);
    expectProblem(await pay(t.http, key, { ...order, currency: 'JPY' }), 422, 'currency_mismatch');
    expect(expectStatus(await pay(t.http, key, order), 201).object()).toMatchObject({ ...order });
    await expectBalance(t.http, account, account.balance - order.amount);
  },
);

test(
  {
    id: 'other-key-is-other-payment',
    group,
    title: 'Other keys are other payments, also when only a capital differs',
    requirements: ['R20'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    const key = `${t.random.word()}-${t.random.hex(12)}`;
    const ids = new Set<string>();
    for (const each of [key, key.toUpperCase(), `${key}-2`]) {
      ids.add(expectStatus(await pay(t.http, each, order), 201).string('id'));
    }
    expect({ payments: ids.size }).toEqual({ payments: 3 });
    await expectBalance(t.http, account, account.balance - 3 * order.amount);
  },
);
