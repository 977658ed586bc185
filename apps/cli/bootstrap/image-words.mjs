// Sizes and tables, for people.

/** `263 MB`, as Docker counts. */
export function sizeOf(bytes) {
  if (bytes === null || bytes === undefined) return '–';
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(unit === 3 ? 2 : 0)} ${units[unit]}`;
}

/** Columns side by side; those of numbers lean to the right. */
export function table(head, rows) {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  const isNumber = (at) =>
    rows.length > 0 && rows.every((row) => /^(\d|–)/.test(row[at])) && at > 0 && at < 4;
  const line = (cells) =>
    cells
      .map((cell, at) => (isNumber(at) ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join('  ')
      .trimEnd();
  return `${[line(head), ...rows.map(line)].join('\n')}\n`;
}
