import type { Mutation } from '../harness/mutation';

export const LEAKS: readonly Mutation[] = [];
