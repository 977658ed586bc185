import {
  judgeFrameSchema,
  JUDGE_FRAME_MAX,
  readJudgeFrame,
  type JudgeFrame,
  type TestResult,
} from '@assay/contracts';
import { TestLedger } from '../../libs/judging/test-ledger';
import { InstanceRequests, type Instances } from '../../libs/judging/instance-requests';
import { CheckedFrames, FrameReader } from '../../libs/sandbox/frames';
import { fuzzByBytes } from './byte-fuzzer';
import { FUZZ_SEED } from './fuzz-run';
import { productReader, type ReadsFrames } from './in-memory-slot';
import { Tally } from './judging-trial';
import { fuzzByProperty } from './property-fuzzer';

jest.setTimeout(120_000);

/** Frames within which one of the fuzzers must find a fault: a tenth of what each does in every run. */
const BUDGET = 50_000;

/** What a ledger keeps, for those that break it. */
interface Insides {
  stage: 'before the go' | 'waiting for subjects' | 'listening';
  current: string | undefined;
  results: Map<string, TestResult>;
}

/** Takes a check out of the ledger: does something before it begins a test. */
function beforeStart(act: (ledger: Insides) => void): void {
  const kept = TestLedger.prototype.start;
  jest.spyOn(TestLedger.prototype, 'start').mockImplementation(function (this: TestLedger, id) {
    act(this as unknown as Insides);
    return kept.call(this, id);
  });
}

function listenAgain(): void {
  const kept = TestLedger.prototype.listen;
  jest.spyOn(TestLedger.prototype, 'listen').mockImplementation(function (this: TestLedger) {
    (this as unknown as Insides).stage = 'waiting for subjects';
    return kept.call(this);
  });
}

/** Takes a result through another road first, and in the usual way where that gives none. */
function endBy(act: (ledger: Insides, frame: Ended) => TestResult | undefined): void {
  const kept = TestLedger.prototype.end;
  jest.spyOn(TestLedger.prototype, 'end').mockImplementation(function (this: TestLedger, frame) {
    return act(this as unknown as Insides, frame) ?? kept.call(this, frame);
  });
}

type Ended = Parameters<TestLedger['end']>[0];

const withCheck = (check: (message: unknown) => JudgeFrame) => (): ReadsFrames =>
  new CheckedFrames(JUDGE_FRAME_MAX, check);

/** Checks what a frame holds but for its keys. */
function whateverKeys(message: unknown): JudgeFrame {
  const known = [
    'type',
    'id',
    'status',
    'durationMs',
    'message',
    'expected',
    'actual',
    'operation',
    'instance',
    'tests',
  ];
  if (typeof message !== 'object' || message === null) return readJudgeFrame(message);
  return readJudgeFrame(Object.fromEntries(Object.entries(message).filter(([key]) => known.includes(key))));
}

/** Checks a frame's type and nothing else. */
function whateverValues(message: unknown): JudgeFrame {
  const types = judgeFrameSchema.options.map((option) => option.shape.type.value);
  const frame = message as JudgeFrame | null;
  return frame !== null && types.includes(frame.type) ? frame : readJudgeFrame(message);
}

/** Reads on behind a broken frame, as if it had not been there. */
class ForgivingReader implements ReadsFrames {
  private frames = productReader();

  push(piece: Buffer, take: (frame: JudgeFrame) => void): void {
    try {
      this.frames.push(piece, take);
    } catch {
      this.frames = productReader();
    }
  }
}

/** Drops the frames that came in one piece with a broken one. */
class HastyReader implements ReadsFrames {
  private readonly frames = productReader();

  push(piece: Buffer, take: (frame: JudgeFrame) => void): void {
    const found: JudgeFrame[] = [];
    this.frames.push(piece, (frame) => found.push(frame));
    found.forEach(take);
  }
}

/** Loses what it holds when a header comes in two pieces. */
class ForgetfulReader implements ReadsFrames {
  private readonly reader = new FrameReader(JUDGE_FRAME_MAX);

  push(piece: Buffer, take: (frame: JudgeFrame) => void): void {
    if (this.reader.held > 0 && this.reader.held < 4) this.reader.takeRest();
    this.reader.add(piece);
    for (let found = this.reader.next(); found !== undefined; found = this.reader.next())
      take(readJudgeFrame(found.message));
  }
}

/** A fault of the product, as it could have been written. */
interface Fault {
  readonly what: string;
  readonly makeReader?: () => ReadsFrames;
  readonly putIn?: () => void;
}

const FAULTS: readonly Fault[] = [
  { what: 'no cap on a frame’s length', makeReader: () => new CheckedFrames(0xffff_ffff, readJudgeFrame) },
  {
    what: 'a cap that is one byte too high',
    makeReader: () => new CheckedFrames(JUDGE_FRAME_MAX + 1, readJudgeFrame),
  },
  { what: 'keys that nobody knows', makeReader: withCheck(whateverKeys) },
  { what: 'values that nobody checks', makeReader: withCheck(whateverValues) },
  { what: 'frames behind a broken one', makeReader: () => new ForgivingReader() },
  { what: 'frames lost beside a broken one', makeReader: () => new HastyReader() },
  { what: 'a header in two pieces', makeReader: () => new ForgetfulReader() },
  {
    what: 'a pass of a test that was never begun',
    putIn: () => {
      endBy((ledger, frame) => {
        if (frame.status === 'passed') ledger.current = frame.id;
        return undefined;
      });
    },
  },
  {
    what: 'a second result, which counts',
    putIn: () => {
      endBy((ledger, frame) => {
        const known = ledger.results.get(frame.id);
        if (known !== undefined) known.status = frame.status;
        return known;
      });
    },
  },
  {
    what: 'a test that begins while another runs',
    putIn: () => {
      beforeStart((ledger) => (ledger.current = undefined));
    },
  },
  {
    what: 'tests before the subjects listen',
    putIn: () => {
      beforeStart((ledger) => (ledger.stage = 'listening'));
    },
  },
  { what: 'subjects that listen twice', putIn: listenAgain },
  {
    what: 'instances started though they run',
    putIn: () => {
      jest.spyOn(InstanceRequests.prototype, 'take').mockImplementation(startAtOnce);
    },
  },
];

function startAtOnce(this: InstanceRequests, request: Parameters<InstanceRequests['take']>[0]): boolean {
  const { instances } = this as unknown as { instances: Instances };
  void instances.startInstance(request.instance);
  return true;
}

describe('the fuzzers find what is wrong', () => {
  test.each(FAULTS)('$what', async ({ makeReader = productReader, putIn }) => {
    putIn?.();
    const found: string[] = [];
    for (const fuzz of [fuzzByProperty, fuzzByBytes])
      await fuzz(BUDGET, new Tally(), makeReader, false).catch((error: unknown) => found.push(String(error)));
    if (found.length === 0) throw new Error(`not found within ${BUDGET} frames, FUZZ_SEED=${FUZZ_SEED}`);
  });
});
