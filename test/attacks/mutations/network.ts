import type { Mutation } from '../harness/mutation';

export const NETWORK: readonly Mutation[] = [];
