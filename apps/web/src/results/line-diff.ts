export interface DiffLine {
  readonly text: string;
  /** Whether the other side lacks this line. */
  readonly changed: boolean;
}

/** Above this many cells a table of common lines would cost more than it shows; all lines of the middle are marked then. */
const CELLS_MAX = 1_000_000;

/** The lines of two texts, each marked where the other side has no such line at that place. */
export function diffLines(left: string, right: string): { left: DiffLine[]; right: DiffLine[] } {
  const a = left.split('\n');
  const b = right.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const common = commonLines(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const marked = (lines: string[], kept: Set<number>): DiffLine[] =>
    lines.map((text, index) => ({
      text,
      changed: index >= head && index < lines.length - tail && !kept.has(index - head),
    }));
  return { left: marked(a, common.left), right: marked(b, common.right) };
}

/** Indexes of a longest common subsequence of lines, on both sides. */
function commonLines(a: string[], b: string[]): { left: Set<number>; right: Set<number> } {
  const left = new Set<number>();
  const right = new Set<number>();
  if (a.length * b.length > CELLS_MAX) return { left, right };
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        a[row] === b[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  let row = 0;
  let column = 0;
  while (row < a.length && column < b.length) {
    if (a[row] === b[column]) {
      left.add(row);
      right.add(column);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return { left, right };
}
