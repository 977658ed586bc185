import { isDeepStrictEqual } from 'node:util';
import type { TestDefinition, Verdict } from '@assay/contracts';
import { InfrastructureError, type JudgingEvent } from '@assay/judging';
import { supervise } from '../../libs/judging/supervisor';
import { MANIFEST, suiteOf } from './challenge';
import { InMemorySlot, productReader, type ReadsFrames } from './in-memory-slot';
import { expectedOf, spokenIn, type Expected, type Spoken } from './reference-model';

/** What a judge says in one judging, and how it comes in. */
export interface Trial {
  /** How many tests the suite has. */
  readonly tests: number;
  readonly stream: Buffer;
  /** Where the stream is cut into pieces; any numbers. */
  readonly cuts: readonly number[];
  /** Said before the judge has had its go: no word of it may count. */
  readonly early: boolean;
}

/** Longest that a judging of a stream that is there at once may take, milliseconds. */
const HANG_MS = 20_000;

/** Counts what the supervisor's side worked through. */
export class Tally {
  frames = 0;
  streams = 0;
}

/**
 * Has the supervisor judge by what a judge says, and holds the outcome against the model.
 * @returns what is wrong; undefined when nothing is
 */
export async function wrongWith(
  trial: Trial,
  tally: Tally,
  makeReader: () => ReadsFrames = productReader,
): Promise<string | undefined> {
  const tests = suiteOf(trial.tests);
  const slot = new InMemorySlot(makeReader());
  const events: JudgingEvent[] = [];
  const judged = settled(
    supervise(slot, {
      manifest: MANIFEST,
      allTests: tests,
      tests,
      work: { type: 'go', kind: 'service', language: 'none', entry: 'none', files: [] },
      seed: 'fuzz',
      mode: 'submission',
      onEvent: (event) => events.push(event),
      signal: undefined,
    }),
  );
  if (!trial.early) await slot.went;
  for (const piece of piecesOf(trial)) slot.hear(piece);
  slot.end();
  const outcome = await judged;

  tally.streams += 1;
  tally.frames += slot.heard.length + (slot.fault === 'protocol' ? 1 : 0);
  const spoken = spokenIn(trial.stream);
  return (
    wrongFrames(slot, spoken) ??
    (trial.early
      ? wrongEarly(outcome)
      : wrongVerdict(outcome, expectedOf(spoken, tests, MANIFEST), events, tests))
  );
}

type Outcome = { readonly verdict: Verdict } | { readonly error: unknown };

/** How a judging ended. One that does not end is an error too. */
async function settled(judging: Promise<Verdict>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<Outcome>((resolve) => {
    timer = setTimeout(resolve, HANG_MS, { error: new Error('the judging hangs') });
  });
  const ended = judging.then(
    (verdict): Outcome => ({ verdict }),
    (error: unknown): Outcome => ({ error }),
  );
  try {
    return await Promise.race([ended, hangs]);
  } finally {
    clearTimeout(timer);
  }
}

function* piecesOf({ stream, cuts }: Trial): Generator<Buffer> {
  let from = 0;
  for (const cut of cuts.map((place) => place % (stream.length + 1)).sort((a, b) => a - b)) {
    yield stream.subarray(from, cut);
    from = cut;
  }
  yield stream.subarray(from);
}

/** Every frame that came out was sent, and every one that was sent before the stream broke came out. */
function wrongFrames(slot: InMemorySlot, { frames, broken }: Spoken): string | undefined {
  const first = frames.findIndex((frame, index) => !isDeepStrictEqual(slot.heard[index], frame));
  if (first >= 0) return `frame ${first} was ${said(frames[first])} and came as ${said(slot.heard[first])}`;
  if (slot.heard.length > frames.length)
    return `a frame that nobody sent: ${said(slot.heard[frames.length])}`;
  if (broken !== (slot.fault === 'protocol'))
    return `the stream is ${broken ? '' : 'not '}broken, and the reader says ${slot.fault ?? 'nothing'}`;
  return slot.misdeeds[0];
}

/** Until the candidate's code runs, what breaks is the platform's: no verdict at all. */
function wrongEarly(outcome: Outcome): string | undefined {
  if ('error' in outcome && outcome.error instanceof InfrastructureError) return undefined;
  return `what was said before the go led to ${said(outcome)}`;
}

function wrongVerdict(
  outcome: Outcome,
  expected: Expected,
  events: readonly JudgingEvent[],
  tests: readonly TestDefinition[],
): string | undefined {
  if ('error' in outcome) return `it threw ${String(outcome.error)}`;
  const { verdict } = outcome;
  if (verdict.fault !== expected.fault) return `fault ${said(verdict.fault)}, not ${said(expected.fault)}`;
  if (verdict.tests.length !== tests.length)
    return `${verdict.tests.length} results of ${tests.length} tests`;
  for (const { id, status, message } of verdict.tests) {
    const wanted = expected.statuses.get(id);
    if (status !== wanted) return `${id} is ${status}, not ${said(wanted)}`;
    if (status === 'passed' && message !== expected.messages.get(id)) return `${id} says ${said(message)}`;
  }
  if (Math.abs(verdict.score - expected.score) > 1e-6) return `score ${verdict.score}, not ${expected.score}`;
  const begun = events.flatMap((event) => (event.type === 'test-started' ? [event.id] : []));
  if (!isDeepStrictEqual(begun, expected.begun)) return `told as begun: ${said(begun)}`;
  const told = events.flatMap((event) => (event.type === 'test' ? [event.test.id] : []));
  if (
    !isDeepStrictEqual(
      told,
      tests.map(({ id }) => id),
    )
  )
    return `told as ended: ${said(told)}`;
  return undefined;
}

function said(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value).slice(0, 400);
}
