/** A broken stream of frames: too long a frame, not UTF-8, not JSON, not of the protocol. The sender is not to be listened to any more. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const HEADER = 4;

/** Longest text that says what is wrong with a frame, UTF-16 units: it may quote the frame, and stands with each test. */
const REASON_MAX = 300;

const NOTHING: Buffer = Buffer.alloc(0);

/** One frame: the length (4 bytes, big endian) and that many bytes of UTF-8 JSON. */
export function encodeFrame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const frame = Buffer.allocUnsafe(HEADER + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, HEADER);
  return frame;
}

/**
 * Cuts a stream of bytes into frames. A frame that says it is longer than `maxBytes` is refused before any of it is
 * kept; what is held is bounded by twice that, however small the pieces are in which it comes. The first broken frame
 * ends it for good: what comes behind is neither kept nor read.
 */
export class FrameReader {
  /** What is held: `bytes` from `start` to `end`. Behind `end` there is room only in a buffer of its own. */
  private bytes = NOTHING;
  private start = 0;
  private end = 0;
  private own = false;
  private broken: FrameError | undefined;
  // A byte order mark is no JSON either.
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly maxBytes: number) {}

  /** Bytes that are held. */
  get held(): number {
    return this.end - this.start;
  }

  /** Takes bytes; `next` gives the frames. */
  add(chunk: Buffer): void {
    if (this.broken !== undefined || chunk.length === 0) return;
    if (this.held === 0) {
      this.hold(chunk, false);
      return;
    }
    if (!this.own || this.bytes.length - this.end < chunk.length) {
      const room = Buffer.allocUnsafeSlow(2 * (this.held + chunk.length));
      const length = this.bytes.copy(room, 0, this.start, this.end);
      this.hold(room, true, length);
    }
    chunk.copy(this.bytes, this.end);
    this.end += chunk.length;
  }

  /** Takes out what has been received and belongs to no whole frame. */
  takeRest(): Buffer {
    const rest = this.bytes.subarray(this.start, this.end);
    this.hold(NOTHING, false);
    return rest;
  }

  /**
   * The next whole frame of what is held; undefined when there is none.
   * @throws FrameError for a broken frame, and the same at each call after it
   */
  next(): { message: unknown } | undefined {
    if (this.broken !== undefined) throw this.broken;
    if (this.held < HEADER) return undefined;
    const size = this.bytes.readUInt32BE(this.start);
    if (size > this.maxBytes)
      throw this.refuse(`a frame of ${size} bytes; at most ${this.maxBytes} are allowed`);
    const bodyEnd = this.start + HEADER + size;
    if (this.end < bodyEnd) return undefined;
    const body = this.bytes.subarray(this.start + HEADER, bodyEnd);
    try {
      // Not recursive, so that no depth of it is too much.
      const message = JSON.parse(this.utf8.decode(body)) as unknown;
      this.start = bodyEnd;
      return { message };
    } catch (error) {
      throw this.refuse(`a frame that is not JSON in UTF-8: ${(error as Error).message}`);
    }
  }

  /** Ends the stream: from now on every `next` throws. @returns what it throws */
  refuse(reason: string): FrameError {
    this.broken ??= new FrameError(reason.slice(0, REASON_MAX));
    this.hold(NOTHING, false);
    return this.broken;
  }

  private hold(bytes: Buffer, own: boolean, length = bytes.length): void {
    this.bytes = bytes;
    this.start = 0;
    this.end = length;
    this.own = own;
  }
}

/** The frames of one sender, each checked against its protocol. */
export class CheckedFrames<Frame> {
  private readonly reader: FrameReader;

  /** @param check gives the frame, or throws */
  constructor(
    maxBytes: number,
    private readonly check: (message: unknown) => Frame,
  ) {
    this.reader = new FrameReader(maxBytes);
  }

  /**
   * Takes bytes and hands over the frames that they complete, in order. Those before a broken one are still handed
   * over, so that what counts does not depend on how the stream was cut.
   * @throws FrameError at the first frame that is broken or not of the protocol, and at each call after it
   */
  push(chunk: Buffer, take: (frame: Frame) => void): void {
    this.reader.add(chunk);
    for (let found = this.reader.next(); found !== undefined; found = this.reader.next())
      take(this.checked(found.message));
  }

  private checked(message: unknown): Frame {
    try {
      return this.check(message);
    } catch (error) {
      throw this.reader.refuse(`a frame that is not of the protocol: ${(error as Error).message}`);
    }
  }
}
