/** Minutes before the end at which the page warns, largest first. */
export const WARNING_MINUTES = [10, 5, 1] as const;

export type TimerTone = 'calm' | 'notice' | 'urgent';

/** The server's clock, read once and carried on by a clock of the browser that nobody can set. */
export interface ServerClock {
  /** Milliseconds since the epoch, by the server, when it was read. */
  readonly serverMs: number;
  /** The browser's monotonic clock at that moment. */
  readonly monotonicMs: number;
}

export function serverNow(clock: ServerClock, monotonicMs: number): number {
  return clock.serverMs + (monotonicMs - clock.monotonicMs);
}

/** `59:07`, or `1:04:09` from an hour on. Rounded up, so that 00:00 means the end. */
export function formatRemaining(remainingMs: number): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = String(Math.floor((seconds % 3600) / 60)).padStart(2, '0');
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`;
}

/** Calm until ten minutes before the end, urgent in the last. */
export function timerTone(remainingMs: number): TimerTone {
  if (remainingMs <= 60_000) return 'urgent';
  return remainingMs <= 10 * 60_000 ? 'notice' : 'calm';
}

/**
 * The warning that is due when the remaining time went from `beforeMs` to `nowMs`: the nearest threshold to the end
 * that was crossed, in minutes. A page that slept past two thresholds gives one warning, not two; added time lets a
 * threshold be crossed again.
 */
export function crossedWarning(beforeMs: number, nowMs: number): number | undefined {
  if (nowMs <= 0) return undefined;
  return WARNING_MINUTES.findLast((minutes) => beforeMs > minutes * 60_000 && nowMs <= minutes * 60_000);
}

export function warningText(minutes: number): string {
  return minutes === 1
    ? 'One minute left. What is saved at the end is submitted by itself.'
    : `${minutes} minutes left.`;
}

/** `45 min`, `1 h 30 min`. */
export function formatDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${minutes} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
