import type { Mutation } from '../harness/mutation';

export const RECOGNISED_TRAFFIC: readonly Mutation[] = [];
