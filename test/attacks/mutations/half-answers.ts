import type { Mutation } from '../harness/mutation';

export const HALF_ANSWERS: readonly Mutation[] = [];
