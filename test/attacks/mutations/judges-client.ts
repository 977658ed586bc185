import type { Mutation } from '../harness/mutation';

export const JUDGES_CLIENT: readonly Mutation[] = [];
