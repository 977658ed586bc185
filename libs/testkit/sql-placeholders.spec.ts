import { fillPlaceholders } from './sql-placeholders';

const literal = (value: unknown): string => `<${String(value)}>`;

describe('placeholders', () => {
  it('are filled wherever they stand, again and in any order', () => {
    expect(fillPlaceholders('SELECT $2, $1, $2 WHERE a=$1', ['a', 7], literal)).toBe(
      'SELECT <7>, <a>, <7> WHERE a=<a>',
    );
    expect(
      fillPlaceholders(
        'SELECT $12',
        Array.from({ length: 12 }, (_, index) => index),
        literal,
      ),
    ).toBe('SELECT <11>');
  });

  it.each([
    `SELECT '$1', 'it''s $1', 'a \\' $1'`,
    'SELECT "$1", `$1`',
    'SELECT 1 -- $1',
    'SELECT 1 # $1',
    'SELECT /* $1 \n $1 */ 1',
  ])('are left alone in text, names and comments: %s', (sql) => {
    expect(fillPlaceholders(sql, [1], literal)).toBe(sql);
  });

  it('must have a value', () => {
    expect(() => fillPlaceholders('SELECT $2', ['only one'], literal)).toThrow(
      'the statement has $2, and 1 parameters are given',
    );
  });

  it('give no place to what a value holds', () => {
    expect(fillPlaceholders('SELECT $1, $2', ['$2', 'x'], (value) => `'${String(value)}'`)).toBe(
      "SELECT '$2', 'x'",
    );
  });
});
