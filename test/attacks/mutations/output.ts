import type { Mutation } from '../harness/mutation';

export const OUTPUT: readonly Mutation[] = [];
