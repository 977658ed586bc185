import type { Mutation } from '../harness/mutation';

export const STATE: readonly Mutation[] = [];
