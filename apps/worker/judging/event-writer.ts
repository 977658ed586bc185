import type { SequencedSubmissionEvent, SubmissionEvent } from '@assay/contracts';

export interface EventSink {
  /** Writes events that have their numbers; sending them again is harmless. False: the claim is gone. */
  append(events: readonly SequencedSubmissionEvent[]): Promise<boolean>;
  /** Told after each write, with the highest number that is written. */
  written(seq: number): void;
  /** Told once, when the claim is gone or a write failed for good. */
  lost(error: unknown): void;
}

/**
 * Least time between two writes, milliseconds. A test ends every few milliseconds, and each write costs the database, the
 * API and the browser a turn on the processors that the judging itself needs; nobody sees a result this much sooner.
 */
const PACE_MS = 40;

/**
 * Writes a judging's events in their order. The first goes out at once; what comes while a write is under way, or a
 * moment after it, goes out together with the next.
 */
export class EventWriter {
  #pending: SequencedSubmissionEvent[] = [];
  #writing: Promise<void> | undefined;
  #ended = false;
  #hurry: (() => void) | undefined;
  #draining = false;

  constructor(
    private seq: number,
    private readonly sink: EventSink,
    private readonly paceMs = PACE_MS,
  ) {}

  push(event: SubmissionEvent): void {
    if (this.#ended) return;
    this.#pending.push(this.numbered(event));
    this.#writing ??= this.#write();
  }

  /** Gives an event its number without writing it: for what is written together with the verdict. */
  numbered(event: SubmissionEvent): SequencedSubmissionEvent {
    this.seq += 1;
    return { seq: this.seq, event };
  }

  /** Resolves when everything pushed so far is written, or nothing more will be. */
  async drained(): Promise<void> {
    this.#draining = true;
    this.#hurry?.();
    await this.#writing;
    this.#draining = false;
  }

  async #pause(): Promise<void> {
    if (this.#draining || this.paceMs === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#hurry = resolve;
      timer = setTimeout(resolve, this.paceMs);
    });
    clearTimeout(timer);
  }

  async #write(): Promise<void> {
    try {
      while (this.#pending.length > 0) {
        const batch = this.#pending;
        this.#pending = [];
        if (!(await this.sink.append(batch))) throw new ClaimLostError();
        this.sink.written(batch.at(-1)?.seq ?? this.seq);
        await this.#pause();
      }
    } catch (error) {
      this.#ended = true;
      this.#pending = [];
      this.sink.lost(error);
    } finally {
      this.#writing = undefined;
    }
  }
}

/** The row was taken back, because this worker did not renew its claim in time. What it found is dropped. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
  constructor() {
    super('the claim on the submission is gone');
  }
}
