import type { JudgeFrame } from '@assay/contracts';
// Not by its index, which would bring every schema into every suite's bundle.
import { inertText } from '../../contracts/inert-text';
import { FRAME_MAX, TEXT_MAX } from '../limits';

/** Room for the rest of a frame: type, id, status, duration. */
const FRAME_ROOM = 1024;

type TestEnded = Extract<JudgeFrame, { type: 'test-ended' }>;

/** At most `max` UTF-16 units, with a notice where something was cut away. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const notice = `\n… cut: ${text.length} characters in all`;
  return (
    text
      .slice(0, Math.max(0, max - notice.length))
      .toWellFormed()
      .replace(/\ufffd$/, '') + notice
  );
}

/** A frame whose texts are inert, cut, and together fit. */
export function fittingFrame(frame: TestEnded): TestEnded {
  let max = TEXT_MAX;
  for (;;) {
    const fitted = withTexts(frame, max);
    if (Buffer.byteLength(JSON.stringify(fitted)) <= FRAME_MAX - FRAME_ROOM) return fitted;
    max = Math.floor(max / 2);
  }
}

function withTexts(frame: TestEnded, max: number): TestEnded {
  const fitted = { ...frame };
  for (const field of ['message', 'expected', 'actual'] as const) {
    const text = frame[field];
    // Cut before and after: written-out characters make a text longer, and a very long one is slow to clean.
    if (text !== undefined)
      fitted[field] = cutText(
        inertText(text.length > TEXT_MAX * 4 ? cutText(text, TEXT_MAX * 4) : text),
        max,
      );
  }
  return fitted;
}
