import { expect, expectStatus, test } from '@assay/testkit';
import { expectBalance, expectProblem, newKey, openAccount, pay, payment } from './support';

const group = 'money';

/** Amounts that change when they are divided by a hundred and back in binary fractions. */
const AWKWARD = [29, 57, 58, 113, 114, 115, 116, 201, 1_009, 1_999] as const;

test(
  { id: 'exact-to-the-cent', group, title: 'A row of payments is exact to the cent', requirements: ['R24'] },
  async (t) => {
    const account = await openAccount(t);
    let left = account.balance;
    for (const amount of t.random.shuffle(AWKWARD)) {
      const answer = expectStatus(
        await pay(t.random.pick(t.instances), newKey(t), payment(t, account, amount)),
        201,
      );
      left -= amount;
      expect(answer.object()).toMatchObject({ amount, balanceAfter: left });
    }
    await expectBalance(t.http, account, left);
  },
);

test({ id: 'large-balances', group, title: 'Large balances are exact', requirements: ['R24'] }, async (t) => {
  for (const size of [5_000_000_000, 9_000_000_000_000_000]) {
    const account = await openAccount(t, size - t.random.int(0, 999));
    const order = payment(t, account, t.random.int(1_000_001, 999_999_999));
    const answer = expectStatus(await pay(t.http, newKey(t), order), 201);
    expect(answer.object()).toMatchObject({
      amount: order.amount,
      balanceAfter: account.balance - order.amount,
    });
    await expectBalance(t.http, account, account.balance - order.amount);
  }
});

test(
  {
    id: 'books-balance',
    group,
    title: 'After payments, retries and refusals the books balance',
    requirements: ['R14', 'R15', 'R22'],
  },
  async (t) => {
    const account = await openAccount(t, t.random.int(8_000, 12_000));
    let left = account.balance;
    let refused = 0;
    for (let turn = 0; turn < 8; turn += 1) {
      const tooMuch = turn === 2 || turn === 5;
      const order = payment(t, account, tooMuch ? left + t.random.int(1, 900) : t.random.int(50, 900));
      const key = newKey(t);
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const answer = await pay(t.http, key, order);
        if (tooMuch) expectProblem(answer, 422, 'insufficient_funds');
        else expectStatus(answer, 201);
      }
      if (tooMuch) refused += 1;
      else left -= order.amount;
    }
    expect({ refused }).toEqual({ refused: 2 });
    for (const client of t.instances) await expectBalance(client, account, left);
  },
);
