import type { ReactElement } from 'react';
import { formatTime } from '../../ui/format-time';
import { Icon, type IconName } from '../../ui/Icon';
import type { SaveState } from '../drafts/draft-saver';
import './save-indicator.css';

/** Whether what is on screen is safe, always in sight. */
export function SaveIndicator({ state }: { state: SaveState }): ReactElement {
  const { icon, text } = look(state);
  return (
    <p className={`save-indicator save-${state.kind}`} data-testid="save-state" data-state={state.kind}>
      <Icon name={icon} size={14} />
      <span className="tabular">{text}</span>
    </p>
  );
}

function look(state: SaveState): { icon: IconName; text: string } {
  switch (state.kind) {
    case 'saved':
      return { icon: 'check', text: state.at === null ? 'No changes yet' : `Saved ${formatTime(state.at)}` };
    case 'pending':
    case 'saving':
      return { icon: 'running', text: 'Saving…' };
    case 'offline':
      return { icon: 'offline', text: state.kept ? 'Saved in this browser' : 'Not saved yet' };
    case 'refused':
      return { icon: 'warning', text: 'Not saved' };
    case 'conflict':
      return { icon: 'warning', text: 'Changed elsewhere' };
    case 'closed':
      return { icon: 'lock', text: 'The attempt is over' };
  }
}
