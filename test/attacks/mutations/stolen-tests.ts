import type { Mutation } from '../harness/mutation';

export const STOLEN_TESTS: readonly Mutation[] = [];
