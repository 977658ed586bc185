import fc from 'fast-check';
import { supervisorFrameSchema, type Diagnostic, type SupervisorFrame } from '@assay/contracts';
import { Random } from '@assay/testkit';
import type { SlotContainer } from '../../libs/sandbox/container';
import { encodeFrame } from '../../libs/sandbox/frames';
import { Subject } from '../../libs/sandbox/subject';
import { FrameReader } from '../../libs/testkit/harness/frames';
import { mutated } from './byte-mutations';
import { FUZZ_SEED, numericSeed, report } from './fuzz-run';
import { frameOf } from './scripts';

jest.setTimeout(120_000);

const STREAMS = 12_000;

/** Cuts bytes into pieces at places that are drawn. */
function piecesOf(stream: Buffer, cuts: readonly number[]): Buffer[] {
  const places = cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b);
  return [0, ...places].map((from, index) => stream.subarray(from, places[index]));
}

describe('the judge reads what the supervisor wrote', () => {
  const id = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
  const text = fc.string({ unit: 'binary-ascii', maxLength: 60 }).map((ascii) => `é🦦${ascii}`);
  const frame: fc.Arbitrary<SupervisorFrame> = fc.oneof(
    fc.record({ type: fc.constant('load' as const), bundle: text }),
    fc.record({
      type: fc.constant('go' as const),
      seed: fc.stringMatching(/^[0-9a-f]{32}$/),
      tests: fc.array(id, { maxLength: 30 }),
      instances: fc.array(
        fc.integer({ min: 1, max: 65_535 }).map((port) => `http://127.0.0.1:${port}`),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      env: fc.dictionary(fc.stringMatching(/^[A-Z]{1,8}$/), text),
      startMs: fc.integer({ min: 500, max: 120_000 }),
      requires: fc.dictionary(id, fc.array(id, { maxLength: 3 })),
    }),
    fc.record({
      type: fc.constant('reply' as const),
      id: fc.integer({ min: 1 }),
      ok: fc.boolean(),
      message: text,
    }),
  );

  test('frame by frame, however the stream is cut', () => {
    const began = performance.now();
    const count = { frames: 0, streams: 0 };
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (frames, cuts) => {
          // -0 is written as 0, and a dictionary of fast-check has no prototype.
          const sent = frames.map((one) => JSON.parse(JSON.stringify(one)) as SupervisorFrame);
          for (const one of sent) supervisorFrameSchema.parse(one);
          const reader = new FrameReader();
          const stream = Buffer.concat(sent.map(encodeFrame));
          expect(piecesOf(stream, cuts).flatMap((piece) => reader.push(piece))).toEqual(sent);
          count.frames += sent.length;
          count.streams += 1;
        },
      ),
      { seed: numericSeed(), numRuns: 2_500 },
    );
    report('supervisor to judge', count, began);
    expect(count.frames).toBeGreaterThan(2_500);
  });
});

/** A container that writes what it is told to. */
class Loudspeaker {
  onStdout: (chunk: Buffer) => void = () => undefined;
  onStderr: (chunk: Buffer) => void = () => undefined;
  readonly ended: Promise<void>;
  end!: () => void;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  stopReading(): void {
    // Nothing here is long enough for that.
  }
}

const DIAGNOSTICS: Diagnostic[] = [{ file: 'main.py', line: 3, column: 1, message: 'not understood' }];

/** What a launcher says: ready, how the build ended, and then whatever the program prints. */
function launcherStream(random: Random): Buffer {
  const built =
    random.int(0, 3) > 0
      ? frameOf('{"type":"built"}')
      : frameOf(JSON.stringify({ type: 'build-failed', diagnostics: DIAGNOSTICS }));
  const printed = random.pick([
    '',
    'Listening\n',
    '\u0000\u0000\u0000\u0010{"type":"built"}',
    'x'.repeat(200),
  ]);
  return Buffer.concat([frameOf('{"type":"ready"}'), built, Buffer.from(printed)]);
}

/** What a stream says of the build, read a second time: built with what is printed behind it, or not. */
function builtIn(stream: Buffer): { printed: Buffer } | undefined {
  for (let at = 0; at + 4 <= stream.length;) {
    const end = at + 4 + stream.readUInt32BE(at);
    if (end > stream.length) return undefined;
    const body = stream.toString('latin1', at + 4, end).replace(/[ \t\r\n]/g, '');
    if (body === '{"type":"built"}') return { printed: stream.subarray(end) };
    if (body !== '{"type":"ready"}') return undefined;
    at = end;
  }
  return undefined;
}

describe('a subject’s launcher', () => {
  test('is built when it says so and not otherwise, and what is printed then is output alone', async () => {
    const began = performance.now();
    const random = new Random(FUZZ_SEED, 'launcher');
    const count = { frames: 0, streams: 0 };
    let built = 0;
    for (; count.streams < STREAMS; count.streams += 1) {
      const stream = mutated(launcherStream(random), random, random.int(0, 2), () => launcherStream(random));
      const container = new Loudspeaker();
      const subject = new Subject(container as unknown as SlotContainer, 8080, 1 << 20);
      const cuts = Array.from({ length: random.int(0, 5) }, () => random.int(0, 1 << 16));
      for (const piece of piecesOf(stream, cuts)) container.onStdout(piece);
      container.end();
      const outcome = await subject.build.then(
        ({ ok }) => ok,
        () => false,
      );
      const expected = builtIn(stream);
      count.frames += 2;
      const shown = `${JSON.stringify(stream.toString('latin1'))}, FUZZ_SEED=${FUZZ_SEED}`;
      if (outcome !== (expected !== undefined)) throw new Error(`${outcome ? '' : 'not '}built: ${shown}`);
      if (expected === undefined) continue;
      built += 1;
      if (subject.output.text() !== expected.printed.toString())
        throw new Error(`printed otherwise: ${shown}`);
    }
    report('launcher to supervisor', count, began);
    expect(built).toBeGreaterThan(STREAMS / 10);
  });
});
