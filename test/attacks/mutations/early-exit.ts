import type { Mutation } from '../harness/mutation';

export const EARLY_EXIT: readonly Mutation[] = [];
