import { expect, failed, type Dialect, type FixtureContext } from '@assay/testkit';

type Budget = Record<Dialect, number>;

/** What one report may touch: blocks on PostgreSQL, rows on MariaDB. The references touch less than half of it. */
export const BUDGETS = {
  month: { postgresql: 1_500, mariadb: 2_000 },
  empty: { postgresql: 60, mariadb: 60 },
} satisfies Record<string, Budget>;

const UNITS: Record<Dialect, string> = { postgresql: 'blocks', mariadb: 'rows' };

/** Expects a report to have touched at most this much, and something at all where it has rows to show. */
export function expectWithin(t: FixtureContext, touched: number, budget: Budget): void {
  const { dialect } = t.query;
  const most = budget[dialect];
  const unit = UNITS[dialect];
  if (touched > most)
    throw failed(
      `The report touched ${touched} ${unit}, where ${most} are enough.`,
      `at most ${most} ${unit}`,
      `${touched} ${unit}`,
    );
  expect(touched).toBeGreaterThanOrEqual(budget === BUDGETS.empty ? 0 : 1);
}
