import type { Mutation } from '../harness/mutation';

export const ESCAPE: readonly Mutation[] = [];
