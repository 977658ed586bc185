import { randomInt } from 'node:crypto';

/** What the fuzzers draw from. Set FUZZ_SEED to what a failed run printed, and the same streams come again. */
export const FUZZ_SEED = process.env['FUZZ_SEED'] ?? String(randomInt(2 ** 31));

/** Frames that the fuzzers of the supervisor's side work through, together. */
export const FUZZ_FRAMES = Number(process.env['FUZZ_FRAMES'] ?? 1_000_000);

/** The seed that a fuzzer of whole numbers of 32 bits takes. */
export function numericSeed(offset = 0): number {
  let hash = 0x811c9dc5;
  for (const sign of FUZZ_SEED) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return (hash + offset) | 0;
}

/** Says what was done, on a line of its own; the seed stands there in any case. */
export function report(what: string, count: { frames: number; streams: number }, sinceMs: number): void {
  const seconds = ((performance.now() - sinceMs) / 1000).toFixed(1);
  process.stdout.write(
    `${what}: ${count.frames.toLocaleString('en')} frames in ${count.streams.toLocaleString('en')} streams, ` +
      `${seconds} s, FUZZ_SEED=${FUZZ_SEED}\n`,
  );
}
