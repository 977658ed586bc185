import fc from 'fast-check';
import { deadlineOf, isPastDeadline } from './deadline';

const startedAt = new Date('2026-03-01T10:00:00.000Z');

describe('the deadline', () => {
  it('is the start, the duration and the extra time', () => {
    expect(deadlineOf({ startedAt, durationMs: 90 * 60_000, extraTimeMs: 15 * 60_000 })).toEqual(
      new Date('2026-03-01T11:45:00.000Z'),
    );
  });

  it('does not exist before the start', () => {
    expect(deadlineOf({ startedAt: null, durationMs: 1, extraTimeMs: 0 })).toBeNull();
    expect(isPastDeadline({ startedAt: null, durationMs: 1, extraTimeMs: 0 }, new Date(8e15))).toBe(false);
  });

  it('holds to the millisecond', () => {
    const clock = { startedAt, durationMs: 1_000, extraTimeMs: 0 };
    expect(isPastDeadline(clock, new Date(startedAt.getTime() + 999))).toBe(false);
    expect(isPastDeadline(clock, new Date(startedAt.getTime() + 1_000))).toBe(true);
  });

  it('only ever moves later with extra time', () => {
    fc.assert(
      fc.property(
        fc.nat(1e8),
        fc.nat(1e8),
        fc.nat(1e8),
        fc.nat(3e8),
        (durationMs, extraTimeMs, more, elapsed) => {
          const now = new Date(startedAt.getTime() + elapsed);
          if (!isPastDeadline({ startedAt, durationMs, extraTimeMs }, now)) {
            expect(isPastDeadline({ startedAt, durationMs, extraTimeMs: extraTimeMs + more }, now)).toBe(
              false,
            );
          }
        },
      ),
    );
  });
});
