import { FRAME_MAX, TEXT_MAX } from '../limits';
import { cutText, fittingFrame } from './result-text';

describe('texts of results', () => {
  it('are cut with a notice that counts towards the limit', () => {
    const cut = cutText('x'.repeat(5_000), 1_000);
    expect(cut).toHaveLength(1_000);
    expect(cut.endsWith('… cut: 5000 characters in all')).toBe(true);
    expect(cutText('short', 1_000)).toBe('short');
    expect(cutText('😀'.repeat(600), 1_000).isWellFormed()).toBe(true);
  });

  it('fit into one frame together, however they are encoded', () => {
    const text = '\u0001€'.repeat(TEXT_MAX);
    const frame = { type: 'test-ended', id: 'x', status: 'failed', durationMs: 1 } as const;
    const fitted = fittingFrame({ ...frame, message: text, expected: text, actual: text });
    expect(Buffer.byteLength(JSON.stringify(fitted))).toBeLessThanOrEqual(FRAME_MAX);
    expect(fitted.message?.length).toBeGreaterThan(1_000);
    expect(fittingFrame(frame)).toEqual(frame);
  });
});
