import type { Mutation } from '../harness/mutation';
import { keepSlots } from './keep-slots';

export const RACES: readonly Mutation[] = [
  {
    family: 'races',
    without: 'the end of a slot whose judging was cancelled',
    attack: 'cancelled-daemons.ruby',
    by: 'harm',
    weaken: keepSlots,
  },
];
