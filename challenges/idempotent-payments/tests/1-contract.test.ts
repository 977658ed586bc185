import { expect, expectStatus, test } from '@assay/testkit';
import { balanceOf, expectProblem, newKey, openAccount, pay, payment } from './support';

const group = 'contract';

test({ id: 'health', group, title: 'GET /health answers 200', requirements: ['R2'] }, async (t) => {
  for (const instance of t.instances) {
    expect(expectStatus(await instance.get('/health'), 200).json()).toEqual({ status: 'ok' });
  }
});

test(
  {
    id: 'account-is-shown',
    group,
    title: 'GET /accounts/:id shows currency and balance',
    requirements: ['R3'],
  },
  async (t) => {
    const account = await openAccount(t);
    expect(expectStatus(await t.http.get(`/accounts/${account.id}`), 200).object()).toMatchObject({
      ...account,
    });
  },
);

test(
  {
    id: 'payment-is-taken',
    group,
    title: 'POST /payments answers 201 with the payment',
    requirements: ['R4'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    const answer = expectStatus(await pay(t.http, newKey(t), order), 201);
    expect(answer.mediaType).toBe('application/json');
    expect(answer.object()).toMatchObject({ ...order, balanceAfter: account.balance - order.amount });
    expect(answer.string('id')).toEqual(expect.any(String));
    expect(answer.string('createdAt')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  },
);

test(
  {
    id: 'balance-goes-down',
    group,
    title: 'A payment lowers the balance by its amount',
    requirements: ['R4'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    expectStatus(await pay(t.http, newKey(t), order), 201);
    expect({ balance: await balanceOf(t.http, account) }).toEqual({
      balance: account.balance - order.amount,
    });
  },
);

test(
  {
    id: 'payment-is-read-back',
    group,
    title: 'GET /payments/:id gives the same object',
    requirements: ['R5'],
  },
  async (t) => {
    const account = await openAccount(t);
    const created = expectStatus(await pay(t.http, newKey(t), payment(t, account)), 201);
    const read = expectStatus(await t.http.get(`/payments/${created.string('id')}`), 200);
    expect(read.object()).toEqual(created.object());
  },
);

test(
  {
    id: 'copies-share-state',
    group,
    title: 'What one copy took, the other one knows',
    requirements: ['R1', 'R5'],
  },
  async (t) => {
    const [first, second] = t.random.shuffle(t.instances);
    if (first === undefined || second === undefined) throw new Error('the challenge asks for two instances');
    const account = await openAccount(t);
    const order = payment(t, account);
    const created = expectStatus(await pay(first, newKey(t), order), 201);
    const read = expectStatus(await second.get(`/payments/${created.string('id')}`), 200);
    expect(read.object()).toEqual(created.object());
    expect({ balance: await balanceOf(second, account) }).toEqual({
      balance: account.balance - order.amount,
    });
  },
);

test(
  { id: 'unknown-account', group, title: 'An unknown account is a 404 problem', requirements: ['R6', 'R10'] },
  async (t) => {
    expectProblem(await t.http.get(`/accounts/${t.random.uuid()}`), 404, 'account_not_found');
  },
);
