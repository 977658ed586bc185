/** What is read beyond what is kept, before the reading stops altogether: a program that logs a lot is not yet an attack. */
const READ_FACTOR = 16;

/**
 * Keeps what a subject prints, up to a cap, and tells what came since a mark, so that output can be shown beside the
 * test during which it was printed. Bytes that are not UTF-8 become replacement characters.
 */
export class OutputCapture {
  private readonly chunks: Buffer[] = [];
  private kept = 0;
  private seen = 0;

  /**
   * @param limit bytes that are kept
   * @param onFlood called once, when far more than that has been read
   */
  constructor(
    private readonly limit: number,
    private readonly onFlood: () => void,
  ) {}

  add(chunk: Buffer): void {
    const before = this.seen;
    this.seen += chunk.length;
    if (this.kept < this.limit) {
      const part = Buffer.from(chunk.subarray(0, this.limit - this.kept));
      this.chunks.push(part);
      this.kept += part.length;
    }
    const flood = this.limit * READ_FACTOR;
    if (before < flood && this.seen >= flood) this.onFlood();
  }

  /** Where the output stands now. */
  mark(): number {
    return this.kept;
  }

  /** What was kept from a mark on (and up to another, where one is given), cut to `max` bytes with a notice. */
  since(mark: number, max: number, until?: number): string {
    const bytes = Buffer.concat(this.chunks).subarray(mark, until);
    const text = bytes.subarray(0, max).toString('utf8');
    if (bytes.length > max) return `${text}\n[cut: ${bytes.length - max} more bytes]`;
    if (this.seen > this.kept && this.kept >= this.limit)
      return `${text}\n[cut: the limit of ${this.limit} bytes was reached]`;
    return text;
  }

  /** All that was kept. */
  text(): string {
    return this.since(0, this.limit);
  }
}
