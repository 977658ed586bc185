import fc from 'fast-check';
import { CheckedFrames, encodeFrame, FrameError, FrameReader } from './frames';

/** Cuts bytes into pieces at the given places. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

/** Adds a piece, and takes out what it completes. */
function push(reader: FrameReader, piece: Buffer): unknown[] {
  reader.add(piece);
  const frames: unknown[] = [];
  for (let frame = reader.next(); frame !== undefined; frame = reader.next()) frames.push(frame.message);
  return frames;
}

function header(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

describe('FrameReader', () => {
  test('gives back what was encoded, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (messages, cuts) => {
          // -0 is written as 0: JSON has one zero.
          const sent = messages.map((message) => JSON.parse(JSON.stringify(message)) as unknown);
          const reader = new FrameReader(1 << 20);
          const stream = Buffer.concat(sent.map((message) => encodeFrame(message)));
          expect(pieces(stream, cuts).flatMap((piece) => push(reader, piece))).toEqual(sent);
          expect(reader.takeRest()).toHaveLength(0);
        },
      ),
    );
  });

  test('counts bytes, not characters', () => {
    const frame = encodeFrame('é🦦');
    expect(frame.readUInt32BE(0)).toBe(frame.length - 4);
    expect(frame.length).toBe(4 + 2 + 2 + 4);
  });

  test('refuses a frame that says it is too long, before any of it has come', () => {
    expect(() => push(new FrameReader(100), header(101))).toThrow(FrameError);
    expect(() => push(new FrameReader(100), header(0xffff_ffff))).toThrow(/4294967295 bytes; at most 100/);
    expect(push(new FrameReader(100), header(100))).toEqual([]);
  });

  test.each([
    ['not JSON', Buffer.from('{"type":')],
    ['nothing', Buffer.alloc(0)],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a byte order mark before JSON', Buffer.from('\ufeff{}')],
    ['a lone half of a pair', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('refuses a frame of %s', (_, body) => {
    expect(() => push(new FrameReader(100), Buffer.concat([header(body.length), body]))).toThrow(FrameError);
  });

  test('one at a time leaves what stands behind a frame alone', () => {
    const reader = new FrameReader(1_000);
    reader.add(Buffer.concat([encodeFrame({ type: 'built' }), Buffer.from('Hello from the program\n')]));
    expect(reader.next()).toEqual({ message: { type: 'built' } });
    expect(reader.takeRest().toString()).toBe('Hello from the program\n');
    expect(reader.next()).toBeUndefined();
  });

  test('keeps and reads nothing behind a broken frame', () => {
    const reader = new FrameReader(100);
    expect(() => push(reader, header(101))).toThrow(FrameError);
    expect(() => push(reader, Buffer.alloc(1_000_000))).toThrow(/a frame of 101 bytes/);
    expect(reader.held).toBe(0);
    expect(() => push(reader, encodeFrame({ type: 'built' }))).toThrow(/a frame of 101 bytes/);
  });

  test('takes a frame that drips in byte by byte in linear time and memory', () => {
    const max = 1 << 20;
    const frame = encodeFrame('x'.repeat(max - 2));
    const reader = new FrameReader(max);
    const began = performance.now();
    for (let at = 0; at < frame.length - 1; at += 1) {
      reader.add(frame.subarray(at, at + 1));
      if (reader.next() !== undefined) throw new Error('a frame before its last byte');
    }
    expect(reader.held).toBe(frame.length - 1);
    expect(push(reader, frame.subarray(-1))).toEqual(['x'.repeat(max - 2)]);
    // Copying all of it at each byte would be half a terabyte.
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('a nesting as deep as a frame allows is no trouble', () => {
    const body = Buffer.from('['.repeat(60_000) + ']'.repeat(60_000));
    expect(push(new FrameReader(1 << 20), Buffer.concat([header(body.length), body]))).toHaveLength(1);
  });
});

describe('CheckedFrames', () => {
  const onlyTexts = (message: unknown): string => {
    if (typeof message !== 'string') throw new TypeError(`no text: ${'very '.repeat(1_000)}wrong`);
    return message;
  };

  test('hands over what stands before a frame that the protocol does not know, however the stream is cut', () => {
    const stream = Buffer.concat([encodeFrame('a'), encodeFrame('b'), encodeFrame(1), encodeFrame('c')]);
    for (let size = 1; size <= stream.length; size += 1) {
      const frames = new CheckedFrames(100, onlyTexts);
      const got: string[] = [];
      let refusals = 0;
      for (let at = 0; at < stream.length; at += size) {
        try {
          frames.push(stream.subarray(at, at + size), (frame) => got.push(frame));
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
          expect((error as Error).message.length).toBeLessThanOrEqual(300);
          refusals += 1;
        }
      }
      expect(got).toEqual(['a', 'b']);
      expect(refusals).toBeGreaterThan(0);
    }
  });
});
