import type { Random } from '@assay/testkit';

const INTERESTING = [0, 1, 4, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 131_072, 131_073, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff]; // prettier-ignore

/** Pieces of JSON and of the protocol, put in at any place. */
const WORDS = ['passed', 'failed', '"', '\\', '\\u0000', '{', '}', ',', ':', '-', '1e999', 'null', '"__proto__"', 't-0', 't-1', 'done', '"type":"done"', 'test-started', 'test-ended', '\ufeff']; // prettier-ignore

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const place = (bytes: Buffer, random: Random): number => random.int(0, bytes.length);

const inserted = (bytes: Buffer, at: number, piece: Buffer, instead = 0): Buffer =>
  Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(Math.min(bytes.length, at + instead))]);

/** Where the frames of a stream begin; 0 is one in any case. */
function beginnings(bytes: Buffer): number[] {
  const found = [0];
  for (let at = sizeAt(bytes, 0); at + 4 <= bytes.length; at += sizeAt(bytes, at)) found.push(at);
  return found;
}

/** Length of the frame that begins there, its header included. */
function sizeAt(bytes: Buffer, at: number): number {
  return 4 + (at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0);
}

/** A frame of a stream, or a run of them. */
function someFrames(bytes: Buffer, random: Random): Buffer {
  const starts = [...beginnings(bytes), bytes.length];
  const from = random.int(0, starts.length - 1);
  return bytes.subarray(starts[from], starts[Math.min(starts.length - 1, from + random.int(1, 3))]);
}

const MUTATIONS: readonly Mutation[] = [
  // One bit.
  (bytes, random) => {
    const flipped = Buffer.from(bytes);
    const at = random.int(0, bytes.length - 1);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.int(0, 7));
    return flipped;
  },
  // One byte.
  (bytes, random) =>
    inserted(bytes, place(bytes, random), Buffer.from([random.int(0, 255)]), random.int(0, 1)),
  // Cut off.
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  // Taken out.
  (bytes, random) => inserted(bytes, place(bytes, random), Buffer.alloc(0), random.int(1, 64)),
  // Said twice, at any byte, and at a frame's beginning.
  (bytes, random) => {
    const at = place(bytes, random);
    return inserted(bytes, at, bytes.subarray(at, at + random.int(1, 200)));
  },
  (bytes, random) => inserted(bytes, random.pick(beginnings(bytes)), someFrames(bytes, random)),
  // Of another stream, at any byte, and at a frame's beginning.
  (bytes, random, other) =>
    Buffer.concat([bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random))]),
  (bytes, random, other) => inserted(bytes, random.pick(beginnings(bytes)), someFrames(other, random)),
  // Frames left out, or in another order.
  (bytes, random) => {
    const at = random.pick(beginnings(bytes));
    return inserted(bytes, at, Buffer.alloc(0), sizeAt(bytes, at));
  },
  (bytes, random) => {
    const at = random.pick(beginnings(bytes));
    const size = sizeAt(bytes, at);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size), bytes.subarray(at, at + size)]);
  },
  // Another number, at any byte, and in a header.
  (bytes, random) => inserted(bytes, place(bytes, random), numberBytes(random.pick(INTERESTING)), 4),
  (bytes, random) => {
    const at = random.pick(beginnings(bytes));
    const size = sizeAt(bytes, at) - 4;
    return inserted(bytes, at, numberBytes(random.pick([...INTERESTING, size + 1, size - 1, size + 4])), 4);
  },
  // A word in the place of as much.
  (bytes, random) => {
    const word = Buffer.from(random.pick(WORDS));
    return inserted(bytes, place(bytes, random), word, random.boolean() ? word.length : 0);
  },
  // One test's name for another's, so that frames stay whole.
  (bytes, random) => {
    const at = bytes.indexOf('"t-', place(bytes, random));
    return at < 0 ? bytes : inserted(bytes, at + 3, Buffer.from(String(random.int(0, 9))), 1);
  },
  // One outcome for another of the same length.
  (bytes, random) => {
    const at = bytes.indexOf('failed', place(bytes, random));
    return at < 0 ? bytes : inserted(bytes, at, Buffer.from('passed'), 6);
  },
];

function numberBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** Changes a stream of frames in so many places. */
export function mutated(stream: Buffer, random: Random, places: number, other: () => Buffer): Buffer {
  let bytes = stream;
  for (let count = 0; count < places && bytes.length > 0; count += 1)
    bytes = random.pick(MUTATIONS)(bytes, random, other());
  return bytes;
}
