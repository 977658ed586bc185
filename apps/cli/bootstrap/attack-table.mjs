// What came of the hostile submissions, by family: a table for who reads the end of `npm run test:attacks`.

/** How test/attacks/*.spec.ts name their tests. */
const CASE = /^attacks: (\S+) (\S+\.[a-z-]+): /;
const MUTATION = /^without a defence an attack bites (\S+): without /;

/**
 * @param {object[]} results in the shape of Jest's JSON
 * @returns {string} a line for each family and one for all; empty where no attack was judged
 */
export function attackTable(results) {
  const families = new Map();
  const count = (family, what, status) => {
    const row = families.get(family) ?? {
      cases: 0,
      withstood: 0,
      mutations: 0,
      bit: 0,
      languages: new Set(),
    };
    families.set(family, row);
    if (status === 'pending') return row;
    row[what] += 1;
    if (status === 'passed') row[what === 'cases' ? 'withstood' : 'bit'] += 1;
    return row;
  };
  const tests = results
    .flatMap((result) => result.testResults ?? [])
    .flatMap((file) => file.assertionResults ?? []);
  for (const { fullName, status } of tests) {
    const attack = CASE.exec(fullName);
    if (attack) {
      const row = count(attack[1], 'cases', status);
      if (status !== 'pending') row.languages.add(attack[2].split('.').at(-1));
    }
    const mutation = MUTATION.exec(fullName);
    if (mutation) count(mutation[1], 'mutations', status);
  }
  if (families.size === 0) return '';
  const rows = [...families].map(([family, row]) => [
    family,
    ...numbers(row),
    [...row.languages].sort().join(' '),
  ]);
  const all = [...families.values()].reduce((sum, row) => ({
    cases: sum.cases + row.cases,
    withstood: sum.withstood + row.withstood,
    mutations: sum.mutations + row.mutations,
    bit: sum.bit + row.bit,
  }));
  const head = ['family', 'cases', 'withstood', 'mutations', 'bit', 'languages'];
  return drawn([head, ...rows, ['all', ...numbers(all), '']]);
}

function numbers({ cases, withstood, mutations, bit }) {
  return [cases, withstood, mutations, bit].map(String);
}

function drawn(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const isNumber = (column) => column > 0 && column < 5;
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
