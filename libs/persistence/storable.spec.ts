import fc from 'fast-check';
import { storable } from './storable';

describe('storable', () => {
  it('replaces what jsonb can not hold', () => {
    expect(storable({ a: ['x\0y', '\uD800'], 'k\0': 1 })).toEqual({
      a: ['x\uFFFDy', '\uFFFD'],
      'k\uFFFD': 1,
    });
  });

  it('leaves everything else as it is', () => {
    expect(storable({ n: 1.5, t: true, nothing: null, text: 'grüße 🚀 \u0001' })).toEqual({
      n: 1.5,
      t: true,
      nothing: null,
      text: 'grüße 🚀 \u0001',
    });
  });

  it('never leaves a NUL or a lone surrogate', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
        (text) => {
          const stored = storable({ text }).text;
          expect(stored.includes('\0')).toBe(false);
          expect(stored.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
