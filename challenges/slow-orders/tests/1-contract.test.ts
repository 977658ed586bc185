import { expect, test } from '@assay/testkit';
import { COLUMNS, expectReportOf, newCustomers, order, someMonth } from './support';

const group = 'contract';

test({ id: 'indexes-are-made', group, title: 'The indexes can be made', requirements: ['R2'] }, async (t) => {
  expect(await t.query.refusedDefinition()).toBe(undefined);
});

test(
  { id: 'columns', group, title: 'The report has its columns', requirements: ['R1', 'R3'], timeout: '20s' },
  async (t) => {
    const report = await t.query.run('report', { store: t.random.int(1, 60), month: someMonth(t) });
    expect(report.columns).toEqual(COLUMNS);
  },
);

test(
  {
    id: 'simple-month',
    group,
    title: 'A month of simple orders',
    requirements: ['R1', 'R3', 'R8'],
    timeout: '20s',
  },
  async (t) => {
    const month = someMonth(t);
    const customers = await newCustomers(t, 4);
    const prices = t.random.shuffle(
      [5_000, 9_000, 13_000, 17_000].map((cents) => cents + t.random.int(1, 999)),
    );
    const orders = customers.map((customer, at) =>
      order(t, month, customer, prices[at] ?? 0, {
        discount: t.random.int(100, 900),
        refunds: [t.random.int(100, 900)],
      }),
    );
    await expectReportOf(t, month, orders);
  },
);
