import type { Mutation } from '../harness/mutation';

export const PROTECTED_FILES: readonly Mutation[] = [];
