import type { Mutation } from '../harness/mutation';

export const RACES: readonly Mutation[] = [];
