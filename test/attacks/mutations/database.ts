import type { Mutation } from '../harness/mutation';

export const DATABASE: readonly Mutation[] = [];
