import type { Mutation } from '../harness/mutation';

export const MEMORY: readonly Mutation[] = [];
