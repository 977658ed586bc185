import { test } from '@assay/testkit';
import { BUDGETS, expectWithin } from './budgets';
import { someMonth } from './support';

test(
  {
    id: 'cost-of-a-month',
    group: 'cost-shown',
    title: 'One report touches little',
    requirements: ['R10'],
    timeout: '20s',
  },
  async (t) => {
    const parameters = { store: t.random.int(1, 60), month: someMonth(t) };
    const touched = await t.query.cost(() => t.query.run('report', parameters));
    expectWithin(t, touched, BUDGETS.month);
  },
);
