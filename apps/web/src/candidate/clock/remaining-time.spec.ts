import {
  crossedWarning,
  formatDuration,
  formatRemaining,
  serverNow,
  timerTone,
  warningText,
} from './remaining-time';

const minutes = (count: number): number => count * 60_000;

describe('the remaining time', () => {
  it('counts by the server from a monotonic clock', () => {
    expect(serverNow({ serverMs: 1_000_000, monotonicMs: 500 }, 2_500)).toBe(1_002_000);
  });

  it.each([
    [minutes(90), '1:30:00'],
    [minutes(60), '1:00:00'],
    [minutes(60) - 1, '1:00:00'],
    [minutes(59), '59:00'],
    [61_000, '01:01'],
    [1, '00:01'],
    [0, '00:00'],
    [-5_000, '00:00'],
  ])('shows %d ms as %s', (ms, text) => {
    expect(formatRemaining(ms)).toBe(text);
  });

  it.each([
    [minutes(11), 'calm'],
    [minutes(10), 'notice'],
    [minutes(1) + 1, 'notice'],
    [minutes(1), 'urgent'],
  ])('at %d ms is %s', (ms, tone) => {
    expect(timerTone(ms)).toBe(tone);
  });
});

describe('warnings', () => {
  it('come once, at each threshold', () => {
    expect(crossedWarning(minutes(10) + 1, minutes(10))).toBe(10);
    expect(crossedWarning(minutes(10), minutes(10) - 1000)).toBeUndefined();
    expect(crossedWarning(minutes(5) + 500, minutes(5) - 500)).toBe(5);
    expect(crossedWarning(minutes(1) + 500, minutes(1) - 500)).toBe(1);
  });

  it('give only the nearest one after a sleep', () => {
    expect(crossedWarning(minutes(30), minutes(4))).toBe(5);
    expect(crossedWarning(minutes(30), 30_000)).toBe(1);
  });

  it('are silent at the end, where another message stands', () => {
    expect(crossedWarning(minutes(2), 0)).toBeUndefined();
  });

  it('come again after extra time', () => {
    expect(crossedWarning(minutes(4), minutes(12))).toBeUndefined();
    expect(crossedWarning(minutes(12), minutes(10))).toBe(10);
  });

  it('say what happens at the end', () => {
    expect(warningText(1)).toContain('submitted');
    expect(warningText(5)).toBe('5 minutes left.');
  });
});

describe('a duration', () => {
  it.each([
    [minutes(45), '45 min'],
    [minutes(60), '1 h'],
    [minutes(90), '1 h 30 min'],
  ])('%d reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
