import { expect, test } from '@assay/testkit';
import { expectReportOf, expectReport, newCustomers, newStore, order, someMonth } from './support';

const group = 'ranking';
const timeout = '30s';

test(
  { id: 'ten-of-many', group, title: 'The best of many customers', requirements: ['R8', 'R9'], timeout },
  async (t) => {
    const month = someMonth(t);
    const customers = await newCustomers(t, t.random.int(13, 17));
    const nets = t.random.shuffle(customers.map((_, at) => 2_000 + at * 137));
    const orders = customers.map((customer, at) => order(t, month, customer, nets[at] ?? 0));
    await expectReportOf(t, month, orders);
  },
);

test(
  { id: 'shared-places', group, title: 'Customers who share a place', requirements: ['R8', 'R9'], timeout },
  async (t) => {
    const month = someMonth(t);
    const customers = t.random.shuffle(await newCustomers(t, 12));
    const top = t.random.int(8_000, 9_000);
    // Places 1, 2, 2, 2, 5 … 10, and two that are left out.
    const nets = [
      top,
      ...Array<number>(3).fill(top - 100),
      ...Array.from({ length: 8 }, (_, at) => top - 200 - at),
    ];
    const orders = customers.map((customer, at) => order(t, month, customer, nets[at] ?? 0));
    await expectReportOf(t, month, orders);
  },
);

test(
  {
    id: 'shared-last-place',
    group,
    title: 'Customers who share the last place',
    requirements: ['R8', 'R9'],
    timeout,
  },
  async (t) => {
    const month = someMonth(t);
    const shared = t.random.int(3, 5);
    const customers = t.random.shuffle(await newCustomers(t, 9 + shared + 2));
    const last = t.random.int(4_000, 5_000);
    const orders = customers.map((customer, at) => {
      if (at < 9) return order(t, month, customer, last + 50 + at * 10);
      if (at >= 9 + shared) return order(t, month, customer, last - at);
      // The same net, come by in different ways.
      const less = t.random.int(100, 900);
      return at % 2 === 0
        ? order(t, month, customer, last + less, { discount: less })
        : order(t, month, customer, last + less, { refunds: [less] });
    });
    await expectReportOf(t, month, orders);
  },
);

test(
  {
    id: 'few-or-none',
    group,
    title: 'A month with few customers, and one with none',
    requirements: ['R8', 'R9'],
    timeout,
  },
  async (t) => {
    const month = someMonth(t);
    const [one, other] = await newCustomers(t, 2);
    if (one === undefined || other === undefined) throw new Error('two customers were made');
    const cents = t.random.int(2_000, 9_000);
    await expectReportOf(t, month, [order(t, month, one, cents), order(t, month, other, cents)]);
    const empty = await newStore(t, []);
    await expectReport(t, empty, month, []);
    expect(await t.query.run('report', { store: empty, month })).toMatchObject({ rows: [] });
  },
);
