import { Random } from '@assay/testkit';
import { mutated } from './byte-mutations';
import { FUZZ_SEED } from './fuzz-run';
import { productReader, type ReadsFrames } from './in-memory-slot';
import { Tally, wrongWith, type Trial } from './judging-trial';
import { Script } from './scripts';

/** Judgings that are under way together: each waits a little for output that a failing test may still print. */
const TOGETHER = 256;

/** What an honest judge says of so many tests. */
function honestStream(tests: number, random: Random): Buffer {
  const script = new Script(tests);
  for (let turns = 0; turns < 2 * tests + 2; turns += 1)
    script.take({ odd: Number.MAX_SAFE_INTEGER, a: random.int(0, 65_535), b: random.int(0, 65_535) });
  return script.stream;
}

/** A stream that was in order, changed in up to three places; one in sixteen is left as it is. */
function drawTrial(random: Random): Trial {
  const tests = random.int(1, 60);
  const places = random.int(0, 15) === 0 ? 0 : random.int(1, 3);
  const stream = mutated(honestStream(tests, random), random, places, () => honestStream(3, random));
  const cuts = Array.from({ length: random.int(0, 12) }, () => random.int(0, 1 << 20));
  return { tests, stream, cuts, early: random.int(0, 49) === 0 };
}

/**
 * Changes bytes of what honest judges say, until `frames` have been worked through.
 * @throws with what is wrong, and the stream that shows it
 */
export async function fuzzByBytes(
  frames: number,
  tally: Tally,
  makeReader: () => ReadsFrames = productReader,
): Promise<void> {
  const random = new Random(FUZZ_SEED, 'bytes');
  while (tally.frames < frames) {
    const trials = Array.from({ length: TOGETHER }, () => drawTrial(random));
    const wrongs = await Promise.all(trials.map((trial) => wrongWith(trial, tally, makeReader)));
    const at = wrongs.findIndex((wrong) => wrong !== undefined);
    const trial = trials[at];
    if (trial === undefined) continue;
    const { stream, ...how } = trial;
    throw new Error(
      `${wrongs[at] ?? ''}\nFUZZ_SEED=${FUZZ_SEED}, ${JSON.stringify(how)}\n${stream.toString('latin1').slice(0, 4_000)}`,
    );
  }
}
