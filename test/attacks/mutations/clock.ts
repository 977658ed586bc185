import type { Mutation } from '../harness/mutation';

export const CLOCK: readonly Mutation[] = [];
