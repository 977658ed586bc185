import type { AttemptState } from '@assay/contracts';

/** What can happen to an attempt. `clock`: its time is over. */
export const ATTEMPT_ACTIONS = ['start', 'finish', 'clock'] as const;
export type AttemptAction = (typeof ATTEMPT_ACTIONS)[number];

export type AttemptTransition =
  | { ok: true; state: AttemptState }
  | { ok: false; code: 'attempt_not_started' | 'attempt_already_started' | 'attempt_over' };

/** The one place where an attempt's state changes: `ready → started → finished`. */
export function nextAttemptState(state: AttemptState, action: AttemptAction): AttemptTransition {
  switch (state) {
    case 'ready':
      return action === 'start' ? { ok: true, state: 'started' } : { ok: false, code: 'attempt_not_started' };
    case 'started':
      return action === 'start'
        ? { ok: false, code: 'attempt_already_started' }
        : { ok: true, state: 'finished' };
    case 'finished':
      return { ok: false, code: 'attempt_over' };
  }
}
