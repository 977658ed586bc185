import { Slot } from '@assay/sandbox';
import { replaceMethod, type Mutation } from '../harness/mutation';

/** What of a slot is its own. */
interface Inside {
  readJudge(chunk: Buffer): void;
}

export const MAGIC_OUTPUT: readonly Mutation[] = [
  {
    family: 'magic-output',
    without: 'a stream of results of the judge’s own',
    attack: 'judge-frames.python',
    by: 'score',
    weaken: () =>
      replaceMethod(
        Slot.prototype,
        'go',
        (usual) =>
          function (this: Slot, work) {
            usual.call(this, work);
            for (const { build, container } of this.subjects) {
              void build.then(() => {
                container.onStdout = (chunk) => {
                  (this as unknown as Inside).readJudge(chunk);
                };
              });
            }
          },
      ),
  },
];
