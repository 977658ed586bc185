import { TestLedger } from '../../../libs/judging/test-ledger';
import { replaceMethod, type Mutation } from '../harness/mutation';

export const EARLY_EXIT: readonly Mutation[] = [
  {
    family: 'early-exit',
    without: 'a failure for each test that gave no result',
    attack: 'exit-zero.python',
    by: 'score',
    weaken: () =>
      replaceMethod(
        TestLedger.prototype,
        'abandon',
        (usual) =>
          function (this: TestLedger, _status, message, flag) {
            return usual.call(this, 'passed', message, flag);
          },
      ),
  },
];
