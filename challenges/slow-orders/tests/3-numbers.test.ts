import { test, type FixtureContext } from '@assay/testkit';
import {
  baseOrders,
  boundsOf,
  busyMonth,
  expectedReport,
  expectReport,
  expectReportOf,
  inside,
  newCustomers,
  order,
  someMonth,
  type Order,
} from './support';

const group = 'numbers';
const timeout = '30s';

test(
  { id: 'base-data', group, title: 'Months of the chain as it is', requirements: ['R1', 'R4'], timeout },
  async (t) => {
    for (const busy of [false, true]) {
      const { store, month, rows } = await monthOfBaseData(t, busy);
      await expectReport(t, store, month, rows);
    }
  },
);

test(
  { id: 'discounts', group, title: 'Orders with and without a discount', requirements: ['R5'], timeout },
  async (t) => {
    const month = someMonth(t);
    const [both = nobody, none = nobody, some = nobody] = await newCustomers(t, 3);
    const price = () => t.random.int(2_000, 9_000);
    const discount = () => t.random.int(100, 900);
    await expectReportOf(t, month, [
      order(t, month, both, price()),
      order(t, month, both, price(), { discount: discount() }),
      order(t, month, none, price()),
      order(t, month, some, price(), { discount: discount() }),
    ]);
  },
);

test(
  {
    id: 'several-items-and-refunds',
    group,
    title: 'Orders with several items and refunds',
    requirements: ['R4', 'R5', 'R6'],
    timeout,
  },
  async (t) => {
    const month = someMonth(t);
    const customers = await newCustomers(t, 3);
    const orders = customers.flatMap((customer) =>
      Array.from({ length: t.random.int(1, 3) }, () =>
        order(t, month, customer, 0, {
          items: Array.from({ length: t.random.int(2, 4) }, () => ({
            quantity: t.random.int(1, 5),
            cents: t.random.int(1_000, 5_000),
          })),
          discount: t.random.int(100, 900),
          refunds: Array.from({ length: t.random.int(2, 3) }, () => t.random.int(100, 900)),
        }),
      ),
    );
    await expectReportOf(t, month, orders);
  },
);

test(
  {
    id: 'equal-items-and-refunds',
    group,
    title: 'Items and refunds that are alike',
    requirements: ['R5', 'R6'],
    timeout,
  },
  async (t) => {
    const month = someMonth(t);
    const [customer = nobody] = await newCustomers(t, 1);
    const item = { quantity: t.random.int(1, 4), cents: t.random.int(3_000, 9_000) };
    const refund = t.random.int(100, 900);
    const discount = t.random.int(100, 900);
    const twice = () =>
      order(t, month, customer, 0, { items: [item, item], refunds: [refund, refund], discount });
    await expectReportOf(t, month, [twice(), twice()]);
  },
);

test(
  {
    id: 'no-items-no-refunds',
    group,
    title: 'Orders without items or refunds',
    requirements: ['R5', 'R6'],
    timeout,
  },
  async (t) => {
    const month = someMonth(t);
    const [usual = nobody, empty = nobody, minus = nobody] = await newCustomers(t, 3);
    await expectReportOf(t, month, [
      order(t, month, usual, t.random.int(2_000, 9_000)),
      order(t, month, usual, 0, { items: [] }),
      order(t, month, empty, 0, { items: [] }),
      order(t, month, minus, t.random.int(100, 900), { refunds: [t.random.int(1_000, 2_000)] }),
    ]);
  },
);

test(
  {
    id: 'what-counts',
    group,
    title: 'Orders that count and orders that do not',
    requirements: ['R4'],
    timeout,
  },
  async (t) => {
    const month = someMonth(t);
    const [mixed = nobody, never = nobody] = await newCustomers(t, 2);
    const price = () => t.random.int(2_000, 9_000);
    const ours = [
      order(t, month, mixed, price()),
      order(t, month, mixed, price(), { status: 'pending' }),
      order(t, month, mixed, price(), { status: 'cancelled', refunds: [t.random.int(100, 900)] }),
      order(t, month, never, price(), { status: 'pending' }),
      order(t, month, never, price(), { status: 'cancelled' }),
    ];
    // The same customers buy elsewhere.
    await expectReportOf(t, month, [order(t, month, never, price()), order(t, month, mixed, price())]);
    await expectReportOf(t, month, ours);
  },
);

test(
  {
    id: 'edges-of-the-month',
    group,
    title: 'The first and the last moments of a month',
    requirements: ['R7'],
    timeout,
  },
  async (t) => {
    const months = [someMonth(t), '2024-02-01', t.random.pick(['2023-12-01', '2024-12-01'])];
    for (const month of months) {
      const { since, until } = boundsOf(month);
      const minutes = () => t.random.int(1, 590) * 60_000;
      const moments = [
        since - 1_000,
        since,
        since + minutes(),
        since - minutes(),
        until - 1_000,
        until,
        until + minutes(),
        until - minutes(),
      ];
      const customers = await newCustomers(t, moments.length);
      const orders = moments.flatMap((moment, at): Order[] => {
        const customer = customers[at] ?? nobody;
        const cents = t.random.int(2_000, 9_000);
        return [
          order(t, month, customer, cents, { placedAt: new Date(moment) }),
          ...(at % 2 === 0 ? [order(t, month, customer, cents + 7, { placedAt: inside(t, month) })] : []),
        ];
      });
      await expectReportOf(t, month, orders);
    }
  },
);

/**
 * A month of a store of the base data, and its report. No place in it is shared: who gives places wrongly is found out by
 * the group for them.
 */
async function monthOfBaseData(t: FixtureContext, busy: boolean) {
  for (;;) {
    const store = t.random.int(1, 60);
    const month = someMonth(t);
    if (busy) await busyMonth(t, store, month);
    const rows = expectedReport(await baseOrders(t, store, month), month);
    if (rows.length === 10 && new Set(rows.map((row) => row['place'])).size === rows.length)
      return { store, month, rows };
  }
}

/** Stands where a list is known to be longer. */
const nobody = { id: 0, name: '' };
