/**
 * What went wrong in a test. `failed`: the subject answered, and wrongly. `error`: it could not be asked at all
 * (refused, reset, not HTTP, too large, too slow).
 */
export class TestFailure extends Error {
  constructor(
    readonly status: 'failed' | 'error',
    message: string,
    readonly expected?: string,
    readonly actual?: string,
  ) {
    super(message);
    this.name = 'TestFailure';
  }
}

/** Ends the running test as failed: an expectation was not met. */
export function failed(message: string, expected?: string, actual?: string): TestFailure {
  return new TestFailure('failed', message, expected, actual);
}

/** Ends the running test as error: it could not be carried out against this subject. */
export function unreachable(message: string): TestFailure {
  return new TestFailure('error', message);
}

/** What an error says, or the thrown value as text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
