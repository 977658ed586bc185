import { Popover } from 'radix-ui';
import { type ReactElement, useState } from 'react';
import { changeEditorSettings, useEditorSettings } from '../../editor/editor-settings';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import './editor-settings-menu.css';

const FONT_SIZES = [12, 13, 14, 15, 16, 18, 20, 24, 28];

/** The editor's looks, and the reset of all files. */
export function EditorSettingsMenu({ onReset }: { onReset: () => void }): ReactElement {
  const settings = useEditorSettings();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="icon-button" aria-label="Editor settings" title="Editor settings">
          <Icon name="settings" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="editor-settings"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Editor settings"
        >
          <label>
            Font size
            <select
              value={settings.fontSize}
              onChange={(event) => {
                changeEditorSettings({ fontSize: Number(event.target.value) });
              }}
            >
              {FONT_SIZES.map((size) => (
                <option key={size} value={size}>
                  {size} px
                </option>
              ))}
            </select>
          </label>
          <label>
            Tab size
            <select
              value={settings.tabSize}
              onChange={(event) => {
                changeEditorSettings({ tabSize: Number(event.target.value) as 0 | 2 | 4 | 8 });
              }}
            >
              <option value={0}>As in the file</option>
              <option value={2}>2</option>
              <option value={4}>4</option>
              <option value={8}>8</option>
            </select>
          </label>
          <label>
            <span>Wrap long lines</span>
            <input
              type="checkbox"
              checked={settings.wordWrap}
              onChange={(event) => {
                changeEditorSettings({ wordWrap: event.target.checked });
              }}
            />
          </label>
          <label>
            <span>Plain text area</span>
            <input
              type="checkbox"
              checked={settings.plain}
              onChange={(event) => {
                changeEditorSettings({ plain: event.target.checked });
              }}
            />
          </label>
          <Button
            icon="undo"
            onClick={() => {
              setOpen(false);
              onReset();
            }}
          >
            Reset to the starter
          </Button>
          <p>You can undo a reset.</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
