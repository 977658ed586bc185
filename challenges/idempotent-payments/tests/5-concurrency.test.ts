import { expect, expectStatus, test, type HttpClient, type TestContext } from '@assay/testkit';
import { expectBalance, MEET_MS, newKey, openAccount, pay, payment, taken, together } from './support';

const group = 'concurrency';

/** Sends one payment several times at once, and expects one charge and one answer. */
async function chargesOnce(t: TestContext, clients: readonly HttpClient[]): Promise<void> {
  const account = await openAccount(t);
  const order = payment(t, account);
  const key = newKey(t);
  const answers = await together(t, account, () => clients.map((client) => pay(client, key, order)));
  for (const answer of answers) expectStatus(answer, 201);
  expect({ payments: new Set(taken(answers).map((paid) => paid['id'])).size }).toEqual({ payments: 1 });
  for (const answer of answers) expect(answer.json()).toEqual(answers[0]?.json());
  await expectBalance(t.http, account, account.balance - order.amount);
}

test(
  {
    id: 'duplicates-at-one-copy',
    group,
    title: 'Duplicates at the same time charge once',
    requirements: ['R21'],
    timeout: '10s',
  },
  async (t) => {
    await chargesOnce(t, [t.http, t.http, t.http, t.http]);
  },
);

test(
  {
    id: 'duplicates-at-both-copies',
    group,
    title: 'Duplicates at both copies at the same time charge once',
    requirements: ['R1', 'R21'],
    timeout: '10s',
  },
  async (t) => {
    await chargesOnce(t, [...t.instances, ...t.instances, ...t.instances]);
  },
);

test(
  {
    id: 'duplicate-of-a-refusal',
    group,
    title: 'Duplicates that can not be paid all get the refusal',
    requirements: ['R18', 'R21'],
    timeout: '10s',
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account, account.balance + 1);
    const key = newKey(t);
    const answers = await together(t, account, () => t.instances.map((client) => pay(client, key, order)));
    for (const answer of answers) {
      expectStatus(answer, 422);
      expect(answer.object()).toMatchObject({ code: 'insufficient_funds' });
    }
    await expectBalance(t.http, account, account.balance);
  },
);

test(
  {
    id: 'no-payment-is-lost',
    group,
    title: 'Different payments at the same time all count',
    requirements: ['R22'],
    timeout: '10s',
  },
  async (t) => {
    const account = await openAccount(t);
    const orders = Array.from({ length: 6 }, () => payment(t, account));
    const answers = await together(t, account, () =>
      orders.map((order, index) => pay(t.instances[index % t.instances.length] ?? t.http, newKey(t), order)),
    );
    for (const answer of answers) expectStatus(answer, 201);
    const spent = orders.reduce((sum, order) => sum + order.amount, 0);
    await expectBalance(t.http, account, account.balance - spent);
    // One after the other: each has its own balance afterwards, and the last is what is left.
    const after = taken(answers).map((paid) => Number(paid['balanceAfter']));
    expect({ different: new Set(after).size, last: Math.min(...after) }).toEqual({
      different: orders.length,
      last: account.balance - spent,
    });
  },
);

test(
  {
    id: 'no-overdraft',
    group,
    title: 'Payments at the same time never overdraw an account',
    requirements: ['R12', 'R22'],
    timeout: '10s',
  },
  async (t) => {
    const amount = t.random.int(1_000, 5_000);
    const affordable = 2;
    const account = await openAccount(t, amount * affordable + t.random.int(0, amount - 1));
    const answers = await together(t, account, () =>
      [...t.instances, ...t.instances, t.http].map((client) =>
        pay(client, newKey(t), payment(t, account, amount)),
      ),
    );
    const count = (status: number): number => answers.filter((answer) => answer.status === status).length;
    expect({ taken: count(201), refused: count(422) }).toEqual({
      taken: affordable,
      refused: answers.length - affordable,
    });
    await expectBalance(t.http, account, account.balance - affordable * amount);
  },
);

test(
  {
    id: 'topped-up-meanwhile',
    group,
    title: 'The account is topped up while payments wait for it',
    requirements: ['R22'],
    timeout: '10s',
  },
  async (t) => {
    const account = await openAccount(t);
    const topUp = t.random.int(1_000, 9_000);
    const hold = await t.database.hold('UPDATE app.accounts SET balance = balance + $2 WHERE id = $1', [
      account.id,
      topUp,
    ]);
    const orders = t.instances.map(() => payment(t, account));
    const sent = t.instances.map((client, index) => pay(client, newKey(t), orders[index]));
    await hold.untilBlocked(sent.length, MEET_MS);
    await hold.commit();
    const answers = await Promise.all(sent);
    for (const answer of answers) expectStatus(answer, 201);
    const left = orders.reduce((rest, order) => rest - order.amount, account.balance + topUp);
    await expectBalance(t.http, account, left);
    // None can be taken before the top-up is there, so each counts it.
    const after = taken(answers).map((paid) => Number(paid['balanceAfter']));
    expect({ different: new Set(after).size, last: Math.min(...after) }).toEqual({
      different: orders.length,
      last: left,
    });
  },
);

test(
  {
    id: 'other-accounts-go-on',
    group,
    title: 'A payment that waits does not hold up other accounts',
    requirements: ['R23'],
    timeout: '10s',
  },
  async (t) => {
    const locked = await openAccount(t);
    const free = await openAccount(t);
    const hold = await t.database.hold('SELECT 1 FROM app.accounts WHERE id = $1 FOR UPDATE', [locked.id]);
    const order = payment(t, locked);
    const waiting = pay(t.http, newKey(t), order);
    await hold.untilBlocked(1, MEET_MS);
    const timeoutMs = 2_000;
    for (const client of t.instances) {
      const headers = { 'idempotency-key': newKey(t) };
      expectStatus(await client.post('/payments', { headers, json: payment(t, free), timeoutMs }), 201);
      expectStatus(await client.get(`/accounts/${locked.id}`, { timeoutMs }), 200);
    }
    await hold.release();
    expectStatus(await waiting, 201);
    await expectBalance(t.http, locked, locked.balance - order.amount);
  },
);
