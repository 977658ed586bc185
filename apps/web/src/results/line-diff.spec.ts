import { diffLines } from './line-diff';

const changed = (lines: { text: string; changed: boolean }[]): string[] =>
  lines.filter((line) => line.changed).map((line) => line.text);

describe('two texts side by side', () => {
  it('mark nothing when they are the same', () => {
    const { left, right } = diffLines('a\nb', 'a\nb');
    expect(changed(left)).toEqual([]);
    expect(changed(right)).toEqual([]);
  });

  it('mark what was put in, left out and changed', () => {
    const { left, right } = diffLines('a\nb\nc\nd\ne', 'a\nc\nX\nd\nY\ne');
    expect(changed(left)).toEqual(['b']);
    expect(changed(right)).toEqual(['X', 'Y']);
  });

  it('keep every line', () => {
    const { left, right } = diffLines('a\n\nb', '');
    expect(left.map((line) => line.text)).toEqual(['a', '', 'b']);
    expect(right.map((line) => line.text)).toEqual(['']);
  });
});
