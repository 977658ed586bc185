import { Slot } from '@assay/sandbox';
import { replaceMethod, type Mutation } from '../harness/mutation';

/** The seed of the submission that the answers were learnt from. */
const LEARNT_FROM = 'learnt by heart';

/** Every submission gets the seed of an earlier one. */
const weaken = (): (() => void) =>
  replaceMethod(
    Slot.prototype,
    'send',
    (usual) =>
      function (this: Slot, frame) {
        usual.call(this, frame.type === 'go' ? { ...frame, seed: LEARNT_FROM } : frame);
      },
  );

const without = 'a seed of its own for each submission';

export const RECOGNISED_TRAFFIC: readonly Mutation[] = [
  { family: 'recognised-traffic', without, attack: 'by-fixture.python', by: 'score', weaken },
  { family: 'recognised-traffic', without, attack: 'by-order.ruby', by: 'score', weaken },
];
