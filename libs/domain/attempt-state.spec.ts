import { ATTEMPT_STATES } from '@assay/contracts';
import fc from 'fast-check';
import { ATTEMPT_ACTIONS, nextAttemptState } from './attempt-state';

describe('an attempt', () => {
  it('goes from ready over started to finished', () => {
    expect(nextAttemptState('ready', 'start')).toEqual({ ok: true, state: 'started' });
    expect(nextAttemptState('started', 'finish')).toEqual({ ok: true, state: 'finished' });
    expect(nextAttemptState('started', 'clock')).toEqual({ ok: true, state: 'finished' });
  });

  it('says why it can not change', () => {
    expect(nextAttemptState('ready', 'finish')).toEqual({ ok: false, code: 'attempt_not_started' });
    expect(nextAttemptState('ready', 'clock')).toEqual({ ok: false, code: 'attempt_not_started' });
    expect(nextAttemptState('started', 'start')).toEqual({ ok: false, code: 'attempt_already_started' });
    expect(nextAttemptState('finished', 'start')).toEqual({ ok: false, code: 'attempt_over' });
  });

  it('never goes back, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ATTEMPT_ACTIONS)), (actions) => {
        let state: (typeof ATTEMPT_STATES)[number] = 'ready';
        for (const action of actions) {
          const next = nextAttemptState(state, action);
          if (!next.ok) continue;
          expect(ATTEMPT_STATES.indexOf(next.state)).toBe(ATTEMPT_STATES.indexOf(state) + 1);
          state = next.state;
        }
        expect(state === 'ready').toBe(!actions.includes('start'));
      }),
    );
  });
});
