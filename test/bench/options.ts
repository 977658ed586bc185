import { parseArgs } from 'node:util';

/** What is measured and how often. */
export interface BenchOptions {
  /** Measured rounds of each reference. */
  readonly rounds: number;
  /** Print one JSON document instead of a table. */
  readonly json: boolean;
  /** Measure libs/judging alone in the platform's place: no API, queue or database. */
  readonly direct: boolean;
  /** Slugs; empty for those that the benchmark is made for. */
  readonly challenges: readonly string[];
  /** Ids of languages, or names of references; empty for all. */
  readonly languages: readonly string[];
}

export const USAGE = `usage: npm run bench -- [--json] [--rounds N] [--challenge SLUG] [--language ID] [--direct]

  --rounds N        measured rounds of each reference (default 20)
  --challenge SLUG  only this challenge; may be repeated
  --language ID     only this language, or this reference, such as python.django; may be repeated
  --direct          judge without API, queue and database: the sandbox alone
  --json            print one JSON document on standard output`;

/** The command line is not understood. */
export class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError';
}

/** @throws BenchUsageError */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parse(args);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1_000) {
    throw new BenchUsageError(`--rounds must be a whole number from 1 to 1000, not "${values.rounds}".`);
  }
  return {
    rounds,
    json: values.json,
    direct: values.direct,
    challenges: values.challenge,
    languages: values.language,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        direct: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '20' },
        challenge: { type: 'string', multiple: true, default: [] },
        language: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    throw new BenchUsageError(error instanceof Error ? error.message : String(error));
  }
}
