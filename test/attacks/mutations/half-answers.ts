import type { Mutation } from '../harness/mutation';

export const HALF_ANSWERS: readonly Mutation[] = [
  {
    family: 'half-answers',
    without: 'gates',
    attack: 'nothing-is-found.python',
    by: 'score',
    challenge: (challenge) => ({
      ...challenge,
      manifest: {
        ...challenge.manifest,
        groups: challenge.manifest.groups.map((group) => ({ ...group, requires: [] })),
      },
    }),
  },
];
