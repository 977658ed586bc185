/** One turn of a judge: mostly what it ought to say next, now and then something else. */
export interface Step {
  /** Which oddity; anything past the last of them is none. */
  readonly odd: number;
  readonly a: number;
  readonly b: number;
}

/** Longest frame of a judge, bytes. */
const FRAME_MAX = 131_072;
const TEXT_MAX = 16_384;

const STATUSES = ['passed', 'passed', 'passed', 'passed', 'failed', 'error', 'timeout', 'cancelled'];
const TEXTS = [
  '',
  'no',
  'é🦦',
  'two\nlines\tand a tab',
  'x'.repeat(300),
  '"quoted\\"',
  '\ufffd',
  'y'.repeat(3_000),
];
const BAD_TEXTS = [
  '"\\u0000"',
  '"\\u001b[31m"',
  '"\\ud800"',
  '"\\u202e"',
  '"\\ufeff"',
  `"${'z'.repeat(TEXT_MAX + 1)}"`,
  '7',
  'null',
  '{}',
];
const BAD_NUMBERS = ['-1', '1e999', '-1e999', '"1"', 'null', '3600000.5', '[]', '1e17', 'true'];
const BAD_BODIES = [
  '',
  ' ',
  '{',
  '[]',
  'null',
  '"done"',
  '0',
  '{"type":"done"}x',
  '\ufeff{"type":"done"}',
  '{"type":["done"]}',
  '{}',
  'nan',
  '{"type":"toString"}',
  '{"__proto__":{"type":"done"}}',
];
const BAD_BYTES = [[0xff], [0x22, 0xc3, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0], [0x7b, 0x00, 0x7d]];

/** Writes what a judge says, step by step, and keeps count of where an honest one would be. */
export class Script {
  private readonly parts: Buffer[] = [];
  private listening = false;
  private running = false;
  private ended = 0;
  private asked = 0;
  private previous: Buffer = frameOf('{"type":"listening"}');

  constructor(private readonly tests: number) {}

  take({ odd, a, b }: Step): void {
    const oddity = ODDITIES[odd];
    const frame = oddity === undefined ? this.next(a, b) : oddity(this, a, b);
    this.parts.push(frame);
    this.previous = frame;
  }

  get stream(): Buffer {
    return Buffer.concat(this.parts);
  }

  /** What the judge ought to say now. */
  next(a: number, b: number): Buffer {
    if (!this.listening) {
      this.listening = true;
      return frameOf('{"type":"listening"}');
    }
    const id = this.id(this.ended);
    if (this.running && a % 16 === 0 && this.asked < 100) return this.request(b);
    if (this.running) {
      this.running = false;
      this.ended += 1;
      return frameOf(ended(id, STATUSES[a % 7] ?? 'passed', b));
    }
    if (this.ended >= this.tests) return frameOf('{"type":"done"}');
    if (a % 16 === 1) {
      this.ended += 1;
      return frameOf(ended(id, 'cancelled', b));
    }
    this.running = true;
    return frameOf(JSON.stringify({ type: 'test-started', id }));
  }

  request(b: number, more = 0): Buffer {
    this.asked += 1;
    const operation = b % 2 === 0 ? 'stop-instance' : 'start-instance';
    return frameOf(JSON.stringify({ type: 'request', id: this.asked + more, operation, instance: b % 3 }));
  }

  again(): Buffer {
    return this.previous;
  }

  /** Any test's id, the one whose turn it is more often than others. */
  anyId(a: number): string {
    return this.id(
      a % 3 === 0 ? this.ended : a % 3 === 1 ? Math.max(0, this.ended - 1) : a % (this.tests + 2),
    );
  }

  private id(index: number): string {
    return `t-${index}`;
  }
}

type Oddity = (script: Script, a: number, b: number) => Buffer;

const pick = <T>(list: readonly T[], a: number): T => list[a % list.length] as T;

/** A result of whichever test, with one of its fields written in another way. */
const endedWith = (script: Script, a: number, field: string): Buffer =>
  frameOf(`{"type":"test-ended","id":"${script.anyId(a)}","status":"passed","durationMs":1,${field}}`);

const ODDITIES: readonly Oddity[] = [
  (script) => script.again(),
  (script, a, b) => frameOf(ended(script.anyId(a), pick(STATUSES, b), b)),
  (script, a) => frameOf(ended(script.anyId(a), 'passed', a)),
  (script, a) => frameOf(JSON.stringify({ type: 'test-started', id: script.anyId(a) })),
  (script, a) => endedWith(script, a, '"score":100'),
  (script, a) => endedWith(script, a, '"__proto__":{"status":"passed"}'),
  (script, a) => endedWith(script, a, '"constructor":{"prototype":{}}'),
  (script, a, b) => endedWith(script, a, `"durationMs":${pick(BAD_NUMBERS, b)}`),
  (script, a, b) => endedWith(script, a, `"message":${pick(BAD_TEXTS, b)}`),
  (script, a, b) =>
    endedWith(script, a, `"status":${pick(['"PASSED"', '"skipped"', 'true', '["passed"]'], b)}`),
  // The last of two keys counts, for whoever reads it.
  (script, a) => endedWith(script, a, '"status":"failed"'),
  (_, a) => frameOf(JSON.stringify({ type: pick(['ready', 'prepared', 'listening', 'done', 'loaded'], a) })),
  () => frameOf('{"type":"loaded","tests":[]}'),
  (_, a) => frameOf(JSON.stringify({ type: 'failed', message: 'w'.repeat(pick([0, 4_000, 4_001], a)) })),
  (script, _, b) => script.request(b),
  (script, a, b) => script.request(b, a % 3),
  (_, a) =>
    frameOf(`{"type":"request","id":${pick(BAD_NUMBERS, a)},"operation":"stop-instance","instance":0}`),
  (_, a) =>
    frameOf(
      `{"type":"request","id":1,"operation":"stop-instance","instance":${pick([...BAD_NUMBERS, '3', '0.5'], a)}}`,
    ),
  (_, a) => frameOf(pick(BAD_BODIES, a)),
  (_, a) => withHeader(Buffer.from(pick(BAD_BYTES, a))),
  (_, a) => header(pick([FRAME_MAX + 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, FRAME_MAX * 256], a)),
  // As long as a frame may be, and one byte longer.
  (script, a, b) => frameOf(ended(script.anyId(a), 'error', 1).padEnd(FRAME_MAX + (b % 2), ' ')),
  (_, a) => frameOf(`{"type":"done","x":${'['.repeat(a % 9_000)}${']'.repeat(a % 9_000)}}`),
  (_, a) => frameOf('{"type":"done"}').subarray(0, a % 19),
];

/** How many oddities there are. */
export const ODDITY_COUNT = ODDITIES.length;

function ended(id: string, status: string, b: number): string {
  const text = pick(TEXTS, b);
  const texts =
    b % 3 === 0 ? {} : b % 3 === 1 ? { message: text } : { message: text, expected: text, actual: '1' };
  return JSON.stringify({ type: 'test-ended', id, status, durationMs: (b % 1_000) / 4, ...texts });
}

export function frameOf(body: string): Buffer {
  return withHeader(Buffer.from(body));
}

function withHeader(body: Buffer): Buffer {
  return Buffer.concat([header(body.length), body]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(size);
  return bytes;
}
