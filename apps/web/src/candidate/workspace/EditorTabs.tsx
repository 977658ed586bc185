import type { ReactElement } from 'react';
import { Icon } from '../../ui/Icon';
import type { ChallengeDesk, DeskState } from './challenge-desk';

/** Open files, one in front. Each is a button with its own close button, which plain tab semantics can't hold. */
export function EditorTabs({ desk, state }: { desk: ChallengeDesk; state: DeskState }): ReactElement | null {
  if (state.tabs.length === 0) return null;
  return (
    <ul className="editor-tabs" aria-label="Open files">
      {state.tabs.map((path) => (
        <li key={path} className={path === state.active ? 'editor-tab editor-tab-active' : 'editor-tab'}>
          <button
            type="button"
            title={path}
            aria-current={path === state.active ? 'true' : undefined}
            onClick={() => {
              desk.open(path);
            }}
          >
            {path.slice(path.lastIndexOf('/') + 1)}
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={`Close ${path}`}
            onClick={() => {
              desk.close(path);
            }}
          >
            <Icon name="cross" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
