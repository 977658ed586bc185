import type { Mutation } from '../harness/mutation';

export const PROTECTED_FILES: readonly Mutation[] = [
  {
    family: 'protected-files',
    without: 'the starter’s own text at what is read-only',
    attack: 'own-vault.javascript',
    by: 'score',
    challenge: ({ manifest, ...challenge }) => {
      const { readOnly: _, ...rest } = manifest;
      return { ...challenge, manifest: rest };
    },
  },
];
