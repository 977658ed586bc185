import { JUDGE_FRAME_MAX, RESULT_TEXT_MAX } from '@assay/contracts';
import { FRAME_MAX, TEXT_MAX } from './limits';

it('repeats the limits of the contracts', () => {
  expect({ FRAME_MAX, TEXT_MAX }).toEqual({ FRAME_MAX: JUDGE_FRAME_MAX, TEXT_MAX: RESULT_TEXT_MAX });
});
