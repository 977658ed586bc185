import { expect, type FixtureContext } from '@assay/testkit';

/** An order as a till writes it. Amounts are whole cents, so that sums are exact. */
export interface Order {
  readonly customer: Customer;
  readonly status: string;
  readonly placedAt: Date;
  readonly discount: number | null;
  readonly items: readonly { readonly quantity: number; readonly cents: number }[];
  readonly refunds: readonly number[];
}

export interface Customer {
  readonly id: number;
  readonly name: string;
}

export const COLUMNS = ['place', 'customer_id', 'customer_name', 'orders', 'revenue', 'refunded', 'net'];

/** A month by its first day, such as `2024-05-01`. */
export type Month = string;

/** Orders of the base data have the ids from 1 to this. */
const BASE_ORDERS = 220_000;

/** The stores' clocks are this far ahead of UTC. */
const OFFSET_MS = 10 * 3_600_000;

/** The moments that begin a month and the next one. */
export function boundsOf(month: Month): { since: number; until: number } {
  const first = new Date(`${month}T00:00:00Z`);
  const next = new Date(first);
  next.setUTCMonth(first.getUTCMonth() + 1);
  return { since: first.getTime() - OFFSET_MS, until: next.getTime() - OFFSET_MS };
}

/** A month of the years that the base data covers. */
export function someMonth(t: FixtureContext): Month {
  const month = String(t.random.int(1, 12)).padStart(2, '0');
  return `${t.random.int(2023, 2025)}-${month}-01`;
}

/** A moment well inside a month, whichever clock is asked. */
export function inside(t: FixtureContext, month: Month): Date {
  const { since } = boundsOf(month);
  return new Date(since + t.random.int(2 * 86_400, 26 * 86_400) * 1_000);
}

/** A completed order with one item of this price, and what else is given. */
export function order(
  t: FixtureContext,
  month: Month,
  customer: Customer,
  cents: number,
  given: Partial<Order> = {},
): Order {
  return {
    customer,
    status: 'completed',
    placedAt: inside(t, month),
    discount: null,
    items: [{ quantity: 1, cents }],
    refunds: [],
    ...given,
  };
}

/** Customers that nobody has met before. */
export async function newCustomers(t: FixtureContext, count: number): Promise<Customer[]> {
  const first = t.random.int(1_000_000, 2_000_000_000);
  const customers = Array.from({ length: count }, (_, at) => ({ id: first + at, name: t.random.name() }));
  const rows = customers.map(({ id, name }) => [id, name, t.random.email(), null, new Date()]);
  await insert(t, 'customers', ['id', 'name', 'email', 'city', 'created_at'], rows);
  return customers;
}

/** A store that has just these orders. Gives its id. */
export async function newStore(t: FixtureContext, orders: readonly Order[]): Promise<number> {
  const store = t.random.int(1_000, 2_000_000_000);
  await insert(t, 'stores', ['id', 'name'], [[store, t.random.name()]]);
  await placeOrders(t, store, orders);
  return store;
}

async function placeOrders(t: FixtureContext, store: number, orders: readonly Order[]): Promise<void> {
  const first = t.random.int(1_000_000, 2_000_000_000) * 1_000;
  // Not in the order of their time: a till that was offline sends its orders late.
  const placed = t.random.shuffle([...orders]).map((each, at) => ({ ...each, id: first + at }));
  await insert(
    t,
    'orders',
    ['id', 'store_id', 'customer_id', 'status', 'placed_at', 'discount', 'shipping_address'],
    placed.map((each) => [
      each.id,
      store,
      each.customer.id,
      each.status,
      each.placedAt,
      each.discount === null ? null : amount(each.discount),
      `${t.random.word()} street`,
    ]),
  );
  await insert(
    t,
    'order_items',
    ['order_id', 'line', 'sku', 'quantity', 'unit_price'],
    placed.flatMap(({ id, items }) =>
      items.map(({ quantity, cents }, at) => [id, at + 1, t.random.word(), quantity, amount(cents)]),
    ),
  );
  await insert(
    t,
    'refunds',
    ['id', 'order_id', 'amount', 'refunded_at'],
    placed.flatMap(({ id, refunds, placedAt }) =>
      refunds.map((cents, at) => [
        id * 10 + at,
        id,
        amount(cents),
        new Date(placedAt.getTime() + t.random.int(1, 90 * 86_400) * 1_000),
      ]),
    ),
  );
}

/**
 * A month of a store of the base data, in which the tills have gone on: orders that nobody can know by heart, and some that
 * are not what they were.
 */
export async function busyMonth(t: FixtureContext, store: number, month: Month): Promise<void> {
  const customers = await newCustomers(t, 6);
  const dear = () => t.random.int(8_000, 11_000);
  await placeOrders(
    t,
    store,
    customers.flatMap((customer) =>
      Array.from({ length: 2 }, () =>
        order(t, month, customer, 0, {
          items: Array.from({ length: t.random.int(2, 4) }, () => ({
            quantity: t.random.int(2, 5),
            cents: dear(),
          })),
          discount: t.random.int(100, 900),
          refunds: [t.random.int(100, 900)],
        }),
      ),
    ),
  );
  const { since, until } = boundsOf(month);
  const there = await t.database.query(
    `SELECT id FROM app.orders
      WHERE store_id = $1 AND placed_at >= $2 AND placed_at < $3 AND id <= $4 ORDER BY id`,
    [store, new Date(since), new Date(until), BASE_ORDERS],
  );
  for (const { id } of t.random.shuffle([...there]).slice(0, 12)) {
    await t.database.query('UPDATE app.orders SET status = $1, discount = $2 WHERE id = $3', [
      t.random.pick(['completed', 'completed', 'cancelled']),
      amount(dear()),
      id,
    ]);
  }
}

async function insert(
  t: FixtureContext,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const places = rows.map(
    (row, at) => `(${row.map((_, column) => `$${at * columns.length + column + 1}`).join(', ')})`,
  );
  await t.database.query(
    `INSERT INTO app.${table} (${columns.join(', ')}) VALUES ${places.join(', ')}`,
    rows.flat(),
  );
}

/** Cents as the decimal that a column holds. */
export function amount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The report, worked out from the orders of one store. */
export function expectedReport(orders: readonly Order[], month: Month): Record<string, string>[] {
  const { since, until } = boundsOf(month);
  const sums = new Map<number, { name: string; orders: number; revenue: number; refunded: number }>();
  for (const each of orders) {
    const at = each.placedAt.getTime();
    if (each.status !== 'completed' || at < since || at >= until) continue;
    const sum = sums.get(each.customer.id) ?? {
      name: each.customer.name,
      orders: 0,
      revenue: 0,
      refunded: 0,
    };
    sum.orders += 1;
    sum.revenue += each.items.reduce((total, { quantity, cents }) => total + quantity * cents, 0);
    sum.revenue -= each.discount ?? 0;
    sum.refunded += each.refunds.reduce((total, cents) => total + cents, 0);
    sums.set(each.customer.id, sum);
  }
  const nets = [...sums.values()].map(({ revenue, refunded }) => revenue - refunded);
  return [...sums]
    .map(([id, sum]) => {
      const net = sum.revenue - sum.refunded;
      return { id, net, ...sum, place: 1 + nets.filter((other) => other > net).length };
    })
    .filter(({ place }) => place <= 10)
    .sort((a, b) => a.place - b.place || a.id - b.id)
    .map((row) => ({
      place: String(row.place),
      customer_id: String(row.id),
      customer_name: row.name,
      orders: String(row.orders),
      revenue: plain(amount(row.revenue)),
      refunded: plain(amount(row.refunded)),
      net: plain(amount(row.net)),
    }));
}

/** Expects the report of a store and a month to be these rows. */
export async function expectReport(
  t: FixtureContext,
  store: number,
  month: Month,
  rows: readonly Record<string, string>[],
): Promise<void> {
  const report = await t.query.run('report', { store, month });
  expect({ columns: report.columns }).toEqual({ columns: COLUMNS });
  const shown = report.rows.map((row) =>
    Object.fromEntries(COLUMNS.map((column, at) => [column, plain(row[at] ?? null)])),
  );
  expect(shown).toEqual(rows);
}

/** Writes some orders for a new store, and expects the report to be what they come to. */
export async function expectReportOf(
  t: FixtureContext,
  month: Month,
  orders: readonly Order[],
): Promise<void> {
  const store = await newStore(t, orders);
  await expectReport(t, store, month, expectedReport(orders, month));
}

/** A number without the zeros that say nothing: databases write 12.50 and 12.5. Other texts stay. */
function plain<Value extends string | null>(value: Value): Value | string {
  if (value === null || !/^-?\d+\.\d+$/.test(value)) return value;
  return value.replace(/0+$/, '').replace(/\.$/, '').replace(/^-0$/, '0');
}

/** All orders of a store of the base data, around a month. */
export async function baseOrders(t: FixtureContext, store: number, month: Month): Promise<Order[]> {
  const { since, until } = boundsOf(month);
  const chosen = 'orders.store_id = $1 AND orders.placed_at >= $2 AND orders.placed_at < $3';
  const params = [store, new Date(since - 86_400_000), new Date(until + 86_400_000)];
  const orders = await t.database.query(
    `SELECT orders.id, customers.id AS customer, customers.name, status, placed_at, discount
       FROM app.orders AS orders JOIN app.customers AS customers ON customers.id = orders.customer_id
      WHERE ${chosen}`,
    params,
  );
  const items = await t.database.query(
    `SELECT items.order_id, quantity, unit_price
       FROM app.orders AS orders JOIN app.order_items AS items ON items.order_id = orders.id
      WHERE ${chosen}`,
    params,
  );
  const refunds = await t.database.query(
    `SELECT refunds.order_id, amount
       FROM app.refunds AS refunds JOIN app.orders AS orders ON orders.id = refunds.order_id
      WHERE ${chosen}`,
    params,
  );
  return orders.map((row) => ({
    customer: { id: Number(row['customer']), name: String(row['name']) },
    status: String(row['status']),
    placedAt: row['placed_at'] as Date,
    discount: row['discount'] === null ? null : cents(row['discount']),
    items: items
      .filter((item) => item['order_id'] === row['id'])
      .map((item) => ({ quantity: Number(item['quantity']), cents: cents(item['unit_price']) })),
    refunds: refunds
      .filter((refund) => refund['order_id'] === row['id'])
      .map((refund) => cents(refund['amount'])),
  }));
}

/** A decimal with two places, as cents. */
function cents(value: unknown): number {
  return Number(String(value).replace('.', ''));
}

/** Expects the report of a busy month to be right, and gives what it touched. */
export async function costOfBusyMonth(t: FixtureContext, store: number, month: Month): Promise<number> {
  await busyMonth(t, store, month);
  const rows = expectedReport(await baseOrders(t, store, month), month);
  return t.query.cost(() => expectReport(t, store, month, rows));
}
