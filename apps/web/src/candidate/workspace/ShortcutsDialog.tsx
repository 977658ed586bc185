import type { ReactElement } from 'react';
import { Dialog } from '../../ui/Dialog';
import { SHORTCUTS } from './shortcuts';
import './shortcuts-dialog.css';

export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts">
      <dl className="shortcut-list">
        {SHORTCUTS.map(({ keys, about }) => (
          <div key={keys}>
            <dt>{about}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
