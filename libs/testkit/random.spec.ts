import { Random } from './random';

describe('Random', () => {
  const draws = (seed: string, scope: string): number[] => {
    const random = new Random(seed, scope);
    return Array.from({ length: 50 }, () => random.int(0, 1_000_000));
  };

  it('draws the same for the same seed and scope, and otherwise not', () => {
    expect(draws('a', 'test:one')).toEqual(draws('a', 'test:one'));
    expect(draws('a', 'test:one')).not.toEqual(draws('b', 'test:one'));
    expect(draws('a', 'test:one')).not.toEqual(draws('a', 'test:two'));
  });

  it('reaches both ends of a range and nothing outside', () => {
    const random = new Random('a', 'range');
    const seen = new Set(Array.from({ length: 200 }, () => random.int(-1, 1)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-1, 0, 1]);
  });

  it('gives UUIDs of version 4, and shuffles without loss', () => {
    const random = new Random('a', 'forms');
    expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(random.shuffle([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
    expect(random.hex(5)).toMatch(/^[0-9a-f]{5}$/);
  });

  it('refuses an empty choice and a range that is none', () => {
    const random = new Random('a', 'faults');
    expect(() => random.pick([])).toThrow(RangeError);
    expect(() => random.int(2, 1)).toThrow(RangeError);
  });
});
