import type { Mutation } from '../harness/mutation';
import { BUILD_STEP } from './build-step';
import { BYTES } from './bytes';
import { CLOCK } from './clock';
import { DATABASE } from './database';
import { DISK } from './disk';
import { EARLY_EXIT } from './early-exit';
import { ESCAPE } from './escape';
import { HALF_ANSWERS } from './half-answers';
import { JUDGES_CLIENT } from './judges-client';
import { LEAKS } from './leaks';
import { MAGIC_OUTPUT } from './magic-output';
import { MEMORY } from './memory';
import { NETWORK } from './network';
import { OUTPUT } from './output';
import { PLANTED_CONFIG } from './planted-config';
import { PLANTED_FILES } from './planted-files';
import { PROCESSES } from './processes';
import { PROTECTED_FILES } from './protected-files';
import { RACES } from './races';
import { RECOGNISED_TRAFFIC } from './recognised-traffic';
import { RESULT_CHANNEL } from './result-channel';
import { RUNTIME_TAMPERING } from './runtime-tampering';
import { SIGNALS } from './signals';
import { STARVING_THE_JUDGE } from './starving-the-judge';
import { STATE } from './state';
import { STOLEN_TESTS } from './stolen-tests';

/** Every defence that is taken away once, at least one for each family. */
export const MUTATIONS: readonly Mutation[] = [
  ...PROCESSES,
  ...SIGNALS,
  ...CLOCK,
  ...MEMORY,
  ...OUTPUT,
  ...DISK,
  ...STATE,
  ...BUILD_STEP,
  ...NETWORK,
  ...ESCAPE,
  ...PLANTED_FILES,
  ...BYTES,
  ...LEAKS,
  ...RACES,
  ...STARVING_THE_JUDGE,
  ...MAGIC_OUTPUT,
  ...EARLY_EXIT,
  ...PLANTED_CONFIG,
  ...RUNTIME_TAMPERING,
  ...RESULT_CHANNEL,
  ...STOLEN_TESTS,
  ...JUDGES_CLIENT,
  ...RECOGNISED_TRAFFIC,
  ...DATABASE,
  ...PROTECTED_FILES,
  ...HALF_ANSWERS,
];
