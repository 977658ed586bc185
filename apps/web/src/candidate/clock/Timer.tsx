import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useAnnounce } from '../../ui/announcer';
import { Icon } from '../../ui/Icon';
import {
  crossedWarning,
  formatRemaining,
  type ServerClock,
  serverNow,
  timerTone,
  warningText,
} from './remaining-time';
import './timer.css';

/** The time left, by the server's clock. Warns in words at ten, five and one minutes. */
export function Timer({
  deadline,
  clock,
  onMoment,
}: {
  /** ISO 8601. */
  deadline: string;
  clock: ServerClock;
  /** Called about once a second with the milliseconds left. */
  onMoment: (remainingMs: number) => void;
}): ReactElement {
  const announce = useAnnounce();
  const [remaining, setRemaining] = useState(() => left(deadline, clock));
  const [warning, setWarning] = useState<number | null>(null);
  const before = useRef(remaining);
  const end = useRef(deadline);
  const listener = useRef(onMoment);
  useEffect(() => {
    listener.current = onMoment;
  }, [onMoment]);
  useEffect(() => {
    if (end.current !== deadline) {
      const added = Math.round((Date.parse(deadline) - Date.parse(end.current)) / 60_000);
      end.current = deadline;
      if (added > 0)
        announce(
          `${added} more ${added === 1 ? 'minute was' : 'minutes were'} added to your time.`,
          'assertive',
        );
    }
    const tick = (): void => {
      const now = left(deadline, clock);
      const crossed = crossedWarning(before.current, now);
      before.current = now;
      setRemaining(now);
      if (crossed !== undefined) {
        setWarning(crossed);
        announce(warningText(crossed), 'assertive');
      }
      listener.current(now);
    };
    tick();
    const interval = setInterval(tick, 1000);
    return () => {
      clearInterval(interval);
    };
  }, [deadline, clock, announce]);
  useEffect(() => {
    if (warning === null) return;
    const timeout = setTimeout(() => {
      setWarning(null);
    }, 12_000);
    return () => {
      clearTimeout(timeout);
    };
  }, [warning]);
  return (
    <div className={`timer timer-${timerTone(remaining)}`}>
      <Icon name="clock" />
      <span className="visually-hidden">Time left</span>
      <time className="tabular timer-value" data-testid="timer" role="timer" aria-live="off">
        {formatRemaining(remaining)}
      </time>
      {warning !== null && <span className="timer-warning">{warningText(warning)}</span>}
    </div>
  );
}

function left(deadline: string, clock: ServerClock): number {
  return Math.max(0, Date.parse(deadline) - serverNow(clock, performance.now()));
}
