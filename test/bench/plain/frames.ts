import { judgeFrameSchema, type JudgeFrame, type SupervisorFrame } from '@assay/contracts';

/** A frame of the judge's protocol: four bytes of length, big endian, and UTF-8 JSON. */
export function encodeFrame(frame: SupervisorFrame): Buffer {
  const body = Buffer.from(JSON.stringify(frame));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

/** Cuts what a judge writes into frames. */
export class JudgeFrames {
  private pending: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): JudgeFrame[] {
    this.pending = Buffer.concat([this.pending, chunk]);
    const frames: JudgeFrame[] = [];
    while (this.pending.length >= 4) {
      const end = 4 + this.pending.readUInt32BE(0);
      if (this.pending.length < end) break;
      frames.push(judgeFrameSchema.parse(JSON.parse(this.pending.toString('utf8', 4, end))));
      this.pending = this.pending.subarray(end);
    }
    return frames;
  }
}
