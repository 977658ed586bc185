import type {
  ChallengeFault,
  ChallengeManifest,
  Expectation,
  Language,
  SourceFile,
  TestDefinition,
} from '@assay/contracts';

/** A wrong answer or a cheat that the author ships to prove the challenge. */
export interface ExpectedSubmission {
  /** The folder's name; a cheat's begins with `cheat-`. */
  readonly name: string;
  readonly expectation: Expectation;
  readonly files: readonly SourceFile[];
}

/** What a slot's PostgreSQL starts with. */
export interface PostgresqlFiles {
  readonly schemaSql: string;
  readonly seedSql: string;
  readonly grantsSql: string;
}

/** A challenge folder that passed every check. */
export interface LoadedChallenge {
  readonly slug: string;
  readonly dir: string;
  /** SHA-256 in hex over all that judging and the candidate's page need. */
  readonly hash: string;
  readonly manifest: ChallengeManifest;
  /** Markdown. */
  readonly statement: string;
  readonly starters: Readonly<Record<Language, readonly SourceFile[]>>;
  /** Empty for a challenge that came out of a pack. */
  readonly references: Readonly<Record<Language, readonly SourceFile[]>>;
  /** Empty for a challenge that came out of a pack. */
  readonly submissions: readonly ExpectedSubmission[];
  /** In the order in which they run. */
  readonly tests: readonly TestDefinition[];
  /** Suite, testkit and harness as one script for the judge. */
  readonly bundle: string;
  readonly services: { readonly postgresql?: PostgresqlFiles };
  readonly review: string | undefined;
}

export type LoadResult =
  | { readonly ok: true; readonly challenge: LoadedChallenge }
  | { readonly ok: false; readonly faults: readonly ChallengeFault[] };

export interface LoadOptions {
  /** Languages that have a runtime. Without it, languages are not compared with runtimes. */
  readonly languages?: readonly Language[];
  /** The folder comes out of a pack, which holds neither references nor submissions. */
  readonly packed?: boolean;
}
