import type { SupervisorFrame } from '@assay/contracts';

/**
 * Puts frames together out of a stream's pieces: 4 bytes of length, big endian, then that many bytes of UTF-8 JSON.
 * The supervisor is trusted, so what it sends is not checked again.
 */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0);

  /** Takes a piece and gives the frames that are now whole. */
  push(piece: Buffer): SupervisorFrame[] {
    this.#pending = this.#pending.length === 0 ? piece : Buffer.concat([this.#pending, piece]);
    const frames: SupervisorFrame[] = [];
    while (this.#pending.length >= 4) {
      const end = 4 + this.#pending.readUInt32BE(0);
      if (this.#pending.length < end) break;
      frames.push(JSON.parse(this.#pending.toString('utf8', 4, end)) as SupervisorFrame);
      this.#pending = this.#pending.subarray(end);
    }
    return frames;
  }
}
