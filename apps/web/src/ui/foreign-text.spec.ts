import { foreignPieces, foreignWords } from './foreign-text';

describe('text that a stranger wrote', () => {
  it.each([
    ['plain words, Grüße, שלום, مرحبا, 你好', 'plain words, Grüße, שלום, مرحبا, 你好'],
    ['tab\tand line\nstay, \r\n is one line', 'tab\tand line\nstay, \n is one line'],
    ['a family 👨‍👩‍👧 and 🏳️‍🌈 stay whole', 'a family 👨‍👩‍👧 and 🏳️‍🌈 stay whole'],
    ['می‌خواهم and क्‍ष keep their joiners', 'می‌خواهم and क्‍ष keep their joiners'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['user\u202egpj.exe', 'user[U+202E]gpj.exe'],
    ['\u2066isolated\u2069', '[U+2066]isolated[U+2069]'],
    ['ad\u200bmin ad\u200dmin \ufeff', 'ad[U+200B]min ad[U+200D]min [U+FEFF]'],
    ['\u001b]8;;https://elsewhere.example\u0007link', '[ESC]]8;;https://elsewhere.example[BEL]link'],
    ['nul \u0000 del \u007f c1 \u009b', 'nul [NUL] del [DEL] c1 [U+009B]'],
    ['one\u2028two\u2029three', 'one[U+2028]two[U+2029]three'],
    ['hidden \u{e0041}\u{e0042}', 'hidden [U+E0041][U+E0042]'],
    ['half a pair \ud83d', 'half a pair \ufffd'],
  ])('%j', (text, shown) => {
    expect(foreignWords(text)).toBe(shown);
  });

  it('cuts a flood of combining signs, and leaves what a script needs', () => {
    expect(foreignWords(`z${'\u0301'.repeat(60)}!`)).toBe(`z${'\u0301'.repeat(5)}[+55]!`);
    expect(foreignWords('e\u0301\u0323')).toBe('e\u0301\u0323');
  });

  it('is quick with a long text without anything in it, and with a text of nothing else', () => {
    const began = performance.now();
    expect(foreignPieces('x'.repeat(200_000))).toHaveLength(1);
    expect(foreignPieces('\u202e'.repeat(10_000))).toHaveLength(10_000);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
