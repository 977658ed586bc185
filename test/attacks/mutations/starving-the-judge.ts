import type { Mutation } from '../harness/mutation';

export const STARVING_THE_JUDGE: readonly Mutation[] = [];
