/** Milliseconds, rounded to a hundredth. */
export interface Spread {
  readonly n: number;
  readonly median: number;
  readonly p95: number;
}

/** Undefined without a sample: no number is better than one that means nothing. */
export function spreadOf(samples: readonly number[]): Spread | undefined {
  if (samples.length === 0) return undefined;
  return {
    n: samples.length,
    median: rounded(quantile(samples, 0.5)),
    p95: rounded(quantile(samples, 0.95)),
  };
}

/** The quantile by linear interpolation between the two nearest samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
