import type { Mutation } from '../harness/mutation';
import { PROCESSES } from './processes';

/** Every defence that is taken away once, at least one for each family. */
export const MUTATIONS: readonly Mutation[] = [...PROCESSES];
