import type { ProblemCode } from '@assay/contracts';
import fc from 'fast-check';
import { AppError } from './app-error';
import { BODY_MAX_DEPTH, BODY_MAX_VALUES, parseBody } from './json-body';

const bytes = (text: string) => new TextEncoder().encode(text);
const refusalOf = (input: Uint8Array): AppError => {
  try {
    parseBody(input);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was taken');
};
const codeOf = (input: Uint8Array): ProblemCode => refusalOf(input).code;

describe('a body', () => {
  it('is read as JSON', () => {
    expect(parseBody(bytes('{"grüße":["🚀",1,null]}'))).toEqual({ grüße: ['🚀', 1, null] });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        if (text.includes('\\u0000') || !text.isWellFormed() || /\\ud[89a-f]/i.test(text)) return;
        expect(JSON.stringify(parseBody(bytes(text)))).toBe(text);
      }),
    );
  });

  it('is refused where it is not JSON', () => {
    for (const text of ['', '{', "{'a':1}", 'undefined', '{"a":1}}', '<xml/>'])
      expect(codeOf(bytes(text))).toBe('invalid_json');
  });

  it('is refused where it has more parts than anybody needs', () => {
    const list = (length: number) => bytes(JSON.stringify(Array(length).fill(0)));
    expect(parseBody(list(BODY_MAX_VALUES - 1))).toHaveLength(BODY_MAX_VALUES - 1);
    expect(codeOf(list(BODY_MAX_VALUES))).toBe('invalid_json');
    const text = { 'a,"[{\\': `${',[{'.repeat(BODY_MAX_VALUES)}\\"` };
    expect(parseBody(bytes(JSON.stringify(text)))).toEqual(text);
  });

  it('is refused where its bytes are not UTF-8, with the offset', () => {
    const latin1 = Buffer.from('{"a":"caf\u00e9"}', 'latin1');
    expect(refusalOf(latin1)).toMatchObject({
      code: 'invalid_encoding',
      detail: expect.stringContaining('offset 9') as string,
    });
    expect(codeOf(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))).toBe('invalid_encoding');
    expect(codeOf(Uint8Array.of(0x22, 0xc0, 0xaf, 0x22))).toBe('invalid_encoding');
    expect(codeOf(Uint8Array.of(0x22, 0xe2, 0x82))).toBe('invalid_encoding');
  });

  it('is refused where it spells text that is none', () => {
    expect(codeOf(bytes('"\\ud800"'))).toBe('invalid_encoding');
    expect(codeOf(bytes('{"a\\u0000":1}'))).toBe('invalid_encoding');
  });

  it('is refused where it is too deep', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseBody(bytes(nested(BODY_MAX_DEPTH)))).toBeInstanceOf(Array);
    expect(codeOf(bytes(nested(BODY_MAX_DEPTH + 1)))).toBe('invalid_json');
    expect(codeOf(bytes(nested(500_000)))).toBe('invalid_json');
  });
});
