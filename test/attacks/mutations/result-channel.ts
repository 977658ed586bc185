import type { Mutation } from '../harness/mutation';
import { sharedProcesses } from '../harness/same-place';

export const RESULT_CHANNEL: readonly Mutation[] = [
  {
    family: 'result-channel',
    without: 'a user and a view of processes of the judge’s own',
    attack: 'descriptors.python',
    by: 'score',
    glass: sharedProcesses(),
  },
];
