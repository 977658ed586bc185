import type { Mutation } from '../harness/mutation';

export const PLANTED_FILES: readonly Mutation[] = [];
