import { expectStatus, test, type TestContext } from '@assay/testkit';
import {
  expectBalance,
  expectProblem,
  newKey,
  openAccount,
  pay,
  payment,
  type Account,
  type Payment,
} from './support';

const group = 'validation';

/** Sends variants of a good payment, each with one field spoilt, and expects each to be refused without a charge. */
async function refuses(
  t: TestContext,
  spoilt: (order: Payment, account: Account) => unknown[],
): Promise<void> {
  const account = await openAccount(t);
  for (const body of spoilt(payment(t, account), account)) {
    expectProblem(await pay(t.http, newKey(t), body), 400, 'invalid_request');
  }
  await expectBalance(t.http, account, account.balance);
}

test(
  { id: 'key-is-required', group, title: 'A payment needs an idempotency key', requirements: ['R7', 'R14'] },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    expectProblem(await t.http.post('/payments', { json: order }), 400, 'missing_idempotency_key');
    expectProblem(await pay(t.http, '', order), 400, 'missing_idempotency_key');
    await expectBalance(t.http, account, account.balance);
  },
);

test(
  { id: 'body-is-json', group, title: 'A body that is not JSON is refused', requirements: ['R6', 'R8'] },
  async (t) => {
    const account = await openAccount(t);
    const whole = JSON.stringify(payment(t, account));
    for (const body of [whole.slice(0, -1), `${whole}}`, 'amount=100']) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': newKey(t) };
      expectProblem(await t.http.post('/payments', { headers, body }), 400, 'invalid_json');
    }
    await expectBalance(t.http, account, account.balance);
  },
);

test({ id: 'body-is-an-object', group, title: 'A list is no payment', requirements: ['R9'] }, async (t) => {
  await refuses(t, (order) => [[], [order], {}]);
});

test(
  { id: 'fields-are-required', group, title: 'All four fields are required', requirements: ['R9'] },
  async (t) => {
    await refuses(t, (order) =>
      (['accountId', 'amount', 'currency', 'reference'] as const).map((field) => ({
        ...order,
        [field]: undefined,
      })),
    );
  },
);

test(
  {
    id: 'amount-is-positive',
    group,
    title: 'The amount lies between 1 and 1 000 000 000',
    requirements: ['R9', 'R14'],
  },
  async (t) => {
    await refuses(t, (order) =>
      [0, -1, -order.amount, 1_000_000_001].map((amount) => ({ ...order, amount })),
    );
  },
);

test(
  {
    id: 'amount-is-whole',
    group,
    title: 'The amount is a whole number, not a text or a fraction',
    requirements: ['R9', 'R14'],
  },
  async (t) => {
    await refuses(t, (order) =>
      [String(order.amount), order.amount + 0.5, null, true, [order.amount], { value: order.amount }].map(
        (amount) => ({
          ...order,
          amount,
        }),
      ),
    );
  },
);

test(
  {
    id: 'texts-are-checked',
    group,
    title: 'Account, currency and reference have their form',
    requirements: ['R9'],
  },
  async (t) => {
    await refuses(t, (order) => [
      { ...order, accountId: 'not-a-uuid' },
      { ...order, accountId: t.random.int(1, 900) },
      { ...order, currency: order.currency.toLowerCase() },
      { ...order, currency: `${order.currency}X` },
      { ...order, currency: null },
      { ...order, reference: '' },
      { ...order, reference: 'x'.repeat(141) },
      { ...order, reference: 4711 },
    ]);
  },
);

test(
  { id: 'unknown-ids', group, title: 'Unknown accounts and payments are 404', requirements: ['R6', 'R10'] },
  async (t) => {
    const account = await openAccount(t);
    const order = { ...payment(t, account), accountId: t.random.uuid() };
    expectProblem(await pay(t.http, newKey(t), order), 404, 'account_not_found');
    expectProblem(await t.http.get(`/payments/${t.random.uuid()}`), 404, 'payment_not_found');
    expectProblem(await t.http.get(`/payments/${t.random.word()}`), 404, 'payment_not_found');
    expectProblem(await t.http.get(`/accounts/${t.random.int(1, 999)}`), 404, 'account_not_found');
  },
);

test(
  {
    id: 'currency-must-match',
    group,
    title: 'A payment in another currency is refused',
    requirements: ['R11', 'R14'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = { ...payment(t, account), currency: 'JPY' };
    expectProblem(await pay(t.http, newKey(t), order), 422, 'currency_mismatch');
    await expectBalance(t.http, account, account.balance);
  },
);

test(
  {
    id: 'funds-must-suffice',
    group,
    title: 'More than the balance is refused, all of it is taken',
    requirements: ['R12', 'R14'],
  },
  async (t) => {
    const account = await openAccount(t);
    const refused = await pay(t.http, newKey(t), payment(t, account, account.balance + 1));
    expectProblem(refused, 422, 'insufficient_funds');
    await expectBalance(t.http, account, account.balance);
    expectStatus(await pay(t.http, newKey(t), payment(t, account, account.balance)), 201);
    await expectBalance(t.http, account, 0);
  },
);
