import { expectStatus, test } from '@assay/testkit';
import { expectBalance, expectSameAnswer, newKey, openAccount, pay, payment } from './support';

const group = 'retry';

test(
  {
    id: 'retry-gets-first-answer',
    group,
    title: 'A retry gets the answer of the first request',
    requirements: ['R15'],
  },
  async (t) => {
    const order = payment(t, await openAccount(t));
    const key = newKey(t);
    const first = expectStatus(await pay(t.http, key, order), 201);
    expectSameAnswer(await pay(t.http, key, order), first);
  },
);

test(
  {
    id: 'retry-charges-once',
    group,
    title: 'A payment sent three times charges once',
    requirements: ['R15'],
  },
  async (t) => {
    const account = await openAccount(t);
    const order = payment(t, account);
    const key = newKey(t);
    for (let attempt = 0; attempt < 3; attempt += 1) expectStatus(await pay(t.http, key, order), 201);
    await expectBalance(t.http, account, account.balance - order.amount);
  },
);
