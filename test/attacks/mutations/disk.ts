import type { Mutation } from '../harness/mutation';

export const DISK: readonly Mutation[] = [];
