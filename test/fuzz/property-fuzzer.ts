import fc from 'fast-check';
import { numericSeed } from './fuzz-run';
import { productReader, type ReadsFrames } from './in-memory-slot';
import { Tally, wrongWith, type Trial } from './judging-trial';
import { ODDITY_COUNT, Script, type Step } from './scripts';

/** One step in so many is odd, so that prefixes that are in order are long as well as short. */
const ODD_ONE_IN = 40;

const step: fc.Arbitrary<Step> = fc.record({
  odd: fc.nat(ODDITY_COUNT * ODD_ONE_IN - 1),
  a: fc.nat(65_535),
  b: fc.nat(65_535),
});

const trial: fc.Arbitrary<Trial> = fc
  .record({
    tests: fc.integer({ min: 1, max: 40 }),
    steps: fc.array(step, { minLength: 1, maxLength: 110, size: 'max' }),
    cuts: fc.array(fc.nat(1 << 18), { maxLength: 30 }),
    early: fc.nat(49).map((draw) => draw === 0),
  })
  .map(({ tests, steps, cuts, early }) => {
    const script = new Script(tests);
    for (const one of steps) script.take(one);
    return { tests, stream: script.stream, cuts, early };
  });

/** Judgings that are under way together: each waits a little for output that a failing test may still print. */
const TOGETHER = 192;

/**
 * Draws sequences of frames, in order and nearly in order, until `frames` have been worked through.
 * @param small whether what is found is made small, which takes a while
 * @throws what fast-check found, with the seed that finds it again
 */
export async function fuzzByProperty(
  frames: number,
  tally: Tally,
  makeReader: () => ReadsFrames = productReader,
  small = true,
): Promise<void> {
  const everyTrialIsRight = fc.asyncProperty(
    fc.array(trial, { minLength: 1, maxLength: TOGETHER, size: 'max' }),
    async (trials) => {
      const wrongs = await Promise.all(trials.map((one) => wrongWith(one, tally, makeReader)));
      const wrong = wrongs.find((found) => found !== undefined);
      if (wrong !== undefined) throw new Error(wrong);
    },
  );
  for (let round = 0; tally.frames < frames; round += 1)
    await fc.assert(everyTrialIsRight, { seed: numericSeed(round), numRuns: 8, endOnFailure: !small });
}
