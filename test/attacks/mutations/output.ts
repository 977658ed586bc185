import { SlotContainer } from '../../../libs/sandbox/container';
import { OutputCapture } from '../../../libs/sandbox/output-capture';
import { replaceMethod, type Mutation } from '../harness/mutation';

export const OUTPUT: readonly Mutation[] = [
  {
    family: 'output',
    without: 'an end to the reading',
    attack: 'flood.python',
    by: 'score',
    weaken: () => replaceMethod(SlotContainer.prototype, 'stopReading', () => () => undefined),
  },
  {
    family: 'output',
    without: 'a cap on what is kept',
    attack: 'behind-the-limit.ruby',
    by: 'breach',
    weaken: () =>
      replaceMethod(
        OutputCapture.prototype,
        'add',
        (usual) =>
          function (this: OutputCapture, chunk) {
            (this as unknown as { limit: number }).limit = Number.MAX_SAFE_INTEGER;
            usual.call(this, chunk);
          },
      ),
  },
];
