import type { TestStatus } from '@assay/contracts';
import { stringify } from 'jest-matcher-utils';
import { TestFailure } from '../failures';

/** How a test ended, before its texts are cut. */
export interface Outcome {
  readonly status: TestStatus;
  readonly message?: string;
  readonly expected?: string;
  readonly actual?: string;
}

interface MatcherResult {
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** What a thrown value says of the test: an unmet expectation, a subject that can't be asked, or a faulty suite. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof TestFailure) {
    return {
      status: error.status,
      message: error.message,
      ...(error.expected === undefined ? {} : { expected: error.expected }),
      ...(error.actual === undefined ? {} : { actual: error.actual }),
    };
  }
  const matcher = matcherResultOf(error);
  if (error instanceof Error && matcher !== undefined) {
    return {
      status: 'failed',
      message: error.message,
      ...('expected' in matcher ? { expected: stringify(matcher.expected) } : {}),
      ...('actual' in matcher ? { actual: stringify(matcher.actual) } : {}),
    };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 'error', message: `The test itself broke: ${text}` };
}

function matcherResultOf(error: unknown): MatcherResult | undefined {
  if (typeof error !== 'object' || error === null || !('matcherResult' in error)) return undefined;
  const { matcherResult } = error;
  return typeof matcherResult === 'object' && matcherResult !== null ? matcherResult : undefined;
}
