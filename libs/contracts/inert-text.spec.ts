import { inertText, isInert } from './inert-text';

describe('inertText', () => {
  it('gives valid Unicode without control or bidirectional characters', () => {
    expect(inertText('a\u0000b\u001b]0;title\u0007\u202ec\ud800')).toBe(
      'a\\u{0}b\\u{1b}]0;title\\u{7}\\u{202e}c\ufffd',
    );
    expect(inertText('\u001b[31mred\u001b[0m\tkept\nlines\r\n')).toBe('red\tkept\nlines\n');
  });

  it('leaves nothing that is not inert, whatever the character, and tabs, line feeds and joiners as they are', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const text = String.fromCodePoint(code);
      if (!isInert(inertText(text))) throw new Error(`${code.toString(16)} is left`);
    }
    expect(inertText('a\tb\nc\u200dd')).toBe('a\tb\nc\u200dd');
    expect(isInert('a\u202eb')).toBe(false);
  });
});
