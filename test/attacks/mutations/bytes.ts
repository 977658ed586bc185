import type { Mutation } from '../harness/mutation';

export const BYTES: readonly Mutation[] = [];
