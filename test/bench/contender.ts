import type { Phases } from '@assay/contracts';

/** How one judging went, milliseconds from the request. */
export interface Judged {
  readonly totalMs: number;
  readonly firstResultMs: number;
  readonly phases: Phases;
  /** Ids of tests that did not pass. */
  readonly failed: readonly string[];
  /** Times that only this contender knows. */
  readonly more: Readonly<Record<string, number>>;
}

/** What the plain shell is compared with, for one challenge and language. */
export interface Contender {
  /** Resolves when a slot waits for the next submission, and nothing is being prepared beside it. */
  ready(): Promise<void>;
  /** Hands in the reference and waits for its verdict. */
  submit(): Promise<Judged>;
}
