import type { Mutation } from '../harness/mutation';

export const BUILD_STEP: readonly Mutation[] = [];
