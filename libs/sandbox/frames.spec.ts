import fc from 'fast-check';
import { encodeFrame, FrameError, FrameReader } from './frames';

/** Cuts bytes into pieces at the given places. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
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
          expect(pieces(stream, cuts).flatMap((piece) => reader.push(piece))).toEqual(sent);
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
    const reader = new FrameReader(100);
    expect(() => reader.push(header(101))).toThrow(FrameError);
    expect(() => new FrameReader(100).push(header(0xffff_ffff))).toThrow(/4294967295 bytes; at most 100/);
    expect(new FrameReader(100).push(header(100))).toEqual([]);
  });

  test.each([
    ['not JSON', Buffer.from('{"type":')],
    ['nothing', Buffer.alloc(0)],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a lone half of a pair', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('refuses a frame of %s', (_, body) => {
    expect(() => new FrameReader(100).push(Buffer.concat([header(body.length), body]))).toThrow(FrameError);
  });

  test('one at a time leaves what stands behind a frame alone', () => {
    const reader = new FrameReader(1_000);
    reader.add(Buffer.concat([encodeFrame({ type: 'built' }), Buffer.from('Hello from the program\n')]));
    expect(reader.next()).toEqual({ message: { type: 'built' } });
    expect(reader.takeRest().toString()).toBe('Hello from the program\n');
    expect(reader.next()).toBeUndefined();
  });
});
