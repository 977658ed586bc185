/** What an attempt's clock depends on. Milliseconds and instants of the server. */
export interface AttemptClock {
  readonly startedAt: Date | null;
  readonly durationMs: number;
  readonly extraTimeMs: number;
}

/** When the clock ends an attempt; null before its start. */
export function deadlineOf(clock: AttemptClock): Date | null {
  if (clock.startedAt === null) return null;
  return new Date(clock.startedAt.getTime() + clock.durationMs + clock.extraTimeMs);
}

/** Whether an attempt's time is over. The deadline itself is already too late. */
export function isPastDeadline(clock: AttemptClock, now: Date): boolean {
  const deadline = deadlineOf(clock);
  return deadline !== null && now.getTime() >= deadline.getTime();
}
