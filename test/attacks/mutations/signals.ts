import type { Mutation } from '../harness/mutation';

export const SIGNALS: readonly Mutation[] = [];
