import type { Mutation } from '../harness/mutation';

export const RUNTIME_TAMPERING: readonly Mutation[] = [];
