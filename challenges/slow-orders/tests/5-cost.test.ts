import { test } from '@assay/testkit';
import { BUDGETS, expectWithin } from './budgets';
import { costOfBusyMonth, expectReport, newCustomers, newStore, order, someMonth } from './support';

const group = 'cost';
const timeout = '30s';

test(
  {
    id: 'cost-of-months',
    group,
    title: 'Reports of several stores and months',
    requirements: ['R10'],
    timeout,
  },
  async (t) => {
    for (const store of [t.random.int(1, 20), t.random.int(21, 40), t.random.int(41, 60)]) {
      expectWithin(t, await costOfBusyMonth(t, store, someMonth(t)), BUDGETS.month);
    }
  },
);

test(
  {
    id: 'cost-of-an-empty-month',
    group,
    title: 'A report of a month without orders',
    requirements: ['R11'],
    timeout,
  },
  async (t) => {
    const month = someMonth(t);
    const [customer] = await newCustomers(t, 1);
    if (customer === undefined) throw new Error('a customer was made');
    // A store with a past, but not in this month.
    const store = await newStore(
      t,
      Array.from({ length: 200 }, () => order(t, '2022-03-01', customer, t.random.int(1_000, 9_000))),
    );
    expectWithin(t, await t.query.cost(() => expectReport(t, store, month, [])), BUDGETS.empty);
  },
);
