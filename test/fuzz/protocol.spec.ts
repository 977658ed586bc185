import { fuzzByBytes } from './byte-fuzzer';
import { FUZZ_FRAMES, report } from './fuzz-run';
import { Tally } from './judging-trial';
import { fuzzByProperty } from './property-fuzzer';

jest.setTimeout(300_000);

/** What each fuzzer owes of the frames; both together a little more than all. */
const HALF = Math.ceil(FUZZ_FRAMES / 2);

describe('whatever a judge says, no result comes that it did not send', () => {
  const done = new Tally();

  test.each([
    ['sequences of frames, in order and nearly in order', fuzzByProperty],
    ['bytes of sequences in order, changed', fuzzByBytes],
  ])('%s', async (what, fuzz) => {
    const began = performance.now();
    const tally = new Tally();
    try {
      await fuzz(HALF, tally);
    } finally {
      report(what, tally, began);
    }
    done.frames += tally.frames;
    done.streams += tally.streams;
    expect(tally.frames).toBeGreaterThanOrEqual(HALF);
  });

  test(`all in all ${FUZZ_FRAMES.toLocaleString('en')} frames at least`, () => {
    expect(done.frames).toBeGreaterThanOrEqual(FUZZ_FRAMES);
  });
});
