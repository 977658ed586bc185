import { useEffect, useRef } from 'react';

export interface Shortcut {
  readonly id: 'run' | 'submit' | 'save' | 'help';
  readonly about: string;
}

const MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
const MOD = MAC ? '⌘ ' : 'Ctrl+';
const SHIFT = MAC ? '⇧ ' : 'Shift+';
const ALT = MAC ? '⌥ ' : 'Alt+';

/** How each shortcut is written on this machine. */
export const KEYS = {
  run: `${MOD}Enter`,
  submit: `${MOD}${SHIFT}Enter`,
  save: `${MOD}S`,
  help: 'F1',
} as const;

export const SHORTCUTS: readonly { readonly keys: string; readonly about: string }[] = [
  { keys: KEYS.run, about: 'Run the sample tests' },
  { keys: KEYS.submit, about: 'Submit, after a question' },
  { keys: KEYS.save, about: 'Save now (it also saves by itself)' },
  { keys: KEYS.help, about: 'Show these keys' },
  { keys: 'Esc, then Tab', about: 'Leave the editor with the keyboard' },
  { keys: `${MOD}F`, about: 'Find in the file' },
  { keys: `${MOD}/`, about: 'Comment lines in or out' },
  { keys: `${MOD}Space`, about: 'Suggestions' },
  { keys: `${ALT}↑, ${ALT}↓`, about: 'Move the line' },
  { keys: 'F2', about: 'Rename the file that is chosen in the tree' },
];

/** Takes the page's keys before the editor does, wherever the focus is; not while a dialog asks something. */
export function useShortcuts(actions: Record<Shortcut['id'], () => void>): void {
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  }, [actions]);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const id = shortcutOf(event);
      if (id === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat && document.querySelector('[role="dialog"]') === null) current.current[id]();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen, { capture: true });
    };
  }, []);
}

export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): Shortcut['id'] | undefined {
  if (event.key === 'F1') return 'help';
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  if (event.key === 'Enter') return event.shiftKey ? 'submit' : 'run';
  return event.key.toLowerCase() === 's' && !event.shiftKey ? 'save' : undefined;
}
