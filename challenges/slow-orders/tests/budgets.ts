import { expect, failed, type Dialect, type FixtureContext } from '@assay/testkit';

type Budget = Record<Dialect, number>;

/** What one report may touch: blocks on PostgreSQL, rows on MariaDB. The references touch less than half of it. */
export const BUDGETS = {
  month: { postgresql: 1_500, mariadb: 2_000 },
  empty: { postgresql: 60, mariadb: 60 },
} satisfies Record<string, Budget>;

const UNITS: Record<Dialect, string> = { postgresql: 'blocks', mariadb: 'rows' };

export function expectWithin(t: FixtureContext, touched: number, budget: Budget): void {
  const { dialect } = t.query;
  const most = budget[dialect];
  // Nothing touched is nothing measured: even an empty index has a block, and its root is read.
  expect(touched).toBeGreaterThanOrEqual(0);
  if (touched > most)
    throw failed(
      `The report touched ${touched} ${UNITS[dialect]}, where ${most} are enough.`,
      `at most ${most} ${UNITS[dialect]}`,
      `${touched} ${UNITS[dialect]}`,
    );
}
