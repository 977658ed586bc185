import type { Contender, Judged } from './contender';
import type { PlainRun, PlainSide } from './plain/plain-side';

/** Of so many rounds one also measures what needs no narrow spread: a cold test runner, and no pause. */
const SPARSE = 4;

/** Rounds before the measured ones, which fill the caches of both sides. */
const WARM_UP_ROUNDS = 2;

/** More failed runs than measured ones: the reference and the suite do not fit, and no number would mean anything. */
const FAILED_MAX = 5;

/** What was measured of one challenge in one language. */
export interface Samples {
  readonly plain: PlainRun[];
  readonly plainCold: PlainRun[];
  readonly platform: Judged[];
  readonly backToBack: Judged[];
  /** Runs that did not pass every test, and are in no number. */
  readonly discarded: string[];
}

export interface MeasureOptions {
  readonly rounds: number;
  readonly interrupted: AbortSignal;
  readonly progress: (round: number) => void;
}

/**
 * Both sides in turn, so that what the machine does besides hits both alike.
 * @throws when too many runs fail
 */
export async function measure(
  plain: PlainSide,
  contender: Contender,
  { rounds, interrupted, progress }: MeasureOptions,
): Promise<Samples> {
  const samples: Samples = { plain: [], plainCold: [], platform: [], backToBack: [], discarded: [] };
  const keep = <T extends { failed: readonly string[] }>(
    into: T[] | undefined,
    run: T,
    side: string,
  ): void => {
    if (run.failed.length === 0) {
      into?.push(run);
      return;
    }
    samples.discarded.push(`${side}: ${some(run.failed)}`);
    if (samples.discarded.length > FAILED_MAX) {
      throw new Error(`The reference does not pass its suite here. ${samples.discarded.join('; ')}`);
    }
  };

  for (
    let round = 1 - WARM_UP_ROUNDS;
    samples.plain.length < rounds || samples.platform.length < rounds;
    round += 1
  ) {
    const measured = round > 0;
    progress(round);
    interrupted.throwIfAborted();
    await contender.ready();
    keep(measured ? samples.plain : undefined, await plain.run(true), 'plain');
    interrupted.throwIfAborted();
    keep(measured ? samples.platform : undefined, await contender.submit(), 'platform');
    if (!measured || round % SPARSE !== 1) continue;
    interrupted.throwIfAborted();
    // At once after the one above: no slot waits yet.
    keep(samples.backToBack, await contender.submit(), 'platform, back to back');
    await contender.ready();
    interrupted.throwIfAborted();
    keep(samples.plainCold, await plain.run(false), 'plain, cold');
  }
  return samples;
}

/** The first few of a list, for a message. */
function some(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).join(', ');
  return ids.length > 3 ? `${shown} and ${ids.length - 3} more` : shown;
}
