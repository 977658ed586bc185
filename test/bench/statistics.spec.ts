import { quantile, spreadOf } from './statistics';

describe('a spread', () => {
  it('has the middle and the 95th percentile, whatever the order', () => {
    const samples = Array.from({ length: 21 }, (_, index) => 20 - index);
    expect(spreadOf(samples)).toEqual({ n: 21, median: 10, p95: 19 });
  });

  it('interpolates between two samples', () => {
    expect(quantile([10, 20], 0.5)).toBe(15);
    expect(quantile([10, 20], 0.95)).toBeCloseTo(19.5);
  });

  it('is not there without samples', () => {
    expect(spreadOf([])).toBeUndefined();
  });
});
