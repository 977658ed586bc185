import type {
  ChallengeFault,
  ChallengeManifest,
  Expectation,
  Language,
  Service,
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

/** One file that a service of the slot starts with. */
export interface ServiceFile {
  /** Below `services/<id>/`. */
  readonly path: string;
  readonly content: Buffer;
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
  /** By folder name: `python`, and `python.django` for a further one. Empty for a challenge that came out of a pack. */
  readonly references: Readonly<Record<string, readonly SourceFile[]>>;
  /** Empty for a challenge that came out of a pack. */
  readonly submissions: readonly ExpectedSubmission[];
  /** In the order in which they run. */
  readonly tests: readonly TestDefinition[];
  /** Suite, testkit and harness as one script for the judge. */
  readonly bundle: string;
  /** What each service of the manifest starts with. */
  readonly services: Readonly<Partial<Record<Service, readonly ServiceFile[]>>>;
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

/** The language that a reference is written in: `python.django` → `python`. */
export function languageOfReference(name: string): Language {
  return name.split('.')[0] ?? name;
}
