/** A broken stream of frames: too long a frame, not UTF-8, not JSON. The sender is not to be listened to any more. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const HEADER = 4;

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
 * kept, so that what is held is bounded.
 */
export class FrameReader {
  private pending: Buffer[] = [];
  private length = 0;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });

  constructor(private readonly maxBytes: number) {}

  /**
   * Takes bytes, gives the frames that they complete.
   * @throws FrameError
   */
  push(chunk: Buffer): unknown[] {
    this.add(chunk);
    const frames: unknown[] = [];
    for (let frame = this.next(); frame !== undefined; frame = this.next()) frames.push(frame.message);
    return frames;
  }

  /** Takes bytes; `next` gives the frames. */
  add(chunk: Buffer): void {
    this.pending.push(chunk);
    this.length += chunk.length;
  }

  /** Takes out what has been received and belongs to no whole frame. */
  takeRest(): Buffer {
    const rest = Buffer.concat(this.pending);
    this.pending = [];
    this.length = 0;
    return rest;
  }

  /** The next whole frame of what is held. */
  next(): { message: unknown } | undefined {
    if (this.length < HEADER) return undefined;
    const size = this.peek(HEADER).readUInt32BE(0);
    if (size > this.maxBytes)
      throw new FrameError(`a frame of ${size} bytes; at most ${this.maxBytes} are allowed`);
    if (this.length < HEADER + size) return undefined;
    const all = this.peek(HEADER + size);
    const body = all.subarray(HEADER, HEADER + size);
    const rest = all.subarray(HEADER + size);
    this.pending = rest.length > 0 ? [rest] : [];
    this.length = rest.length;
    try {
      return { message: JSON.parse(this.utf8.decode(body)) as unknown };
    } catch (error) {
      throw new FrameError(`a frame that is not JSON in UTF-8: ${(error as Error).message}`);
    }
  }

  private peek(bytes: number): Buffer {
    const first = this.pending[0];
    if (first !== undefined && first.length >= bytes) return first;
    const joined = Buffer.concat(this.pending);
    this.pending = [joined];
    return joined;
  }
}
