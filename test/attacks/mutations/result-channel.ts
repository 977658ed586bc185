import type { Mutation } from '../harness/mutation';

export const RESULT_CHANNEL: readonly Mutation[] = [];
