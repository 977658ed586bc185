/** Reads, checks, hashes and packs challenge folders. Knows neither Docker nor Nest. */
export type {
  ExpectedSubmission,
  LoadedChallenge,
  LoadOptions,
  LoadResult,
  ServiceFile,
} from './loaded-challenge';
export { languageOfReference } from './loaded-challenge';
export { loadChallenge } from './load-challenge';
export { ChallengeStore, type ChallengeStoreOptions } from './challenge-store';
export { packChallenge, unpackChallenge } from './pack-challenge';
export { readSourceFolder, SourceFolderError } from './source-folder';
export { collectTests, compileSuite, judgeBootScript, SuiteError } from './compile-suite';
