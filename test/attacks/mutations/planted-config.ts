import type { Mutation } from '../harness/mutation';

export const PLANTED_CONFIG: readonly Mutation[] = [];
