import type { Mutation } from '../harness/mutation';

export const MAGIC_OUTPUT: readonly Mutation[] = [];
