import { Dialog as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './Icon';
import './button.css';
import './dialog.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One or two sentences under the title; they describe the dialog to screen readers. */
  readonly lead?: ReactNode;
  readonly wide?: boolean;
  /** A choice must be made: neither Escape nor a click beside it closes the dialog. */
  readonly modalChoice?: boolean;
  /** The last action is what the dialog was opened for: it has the focus, so that Enter confirms. */
  readonly confirms?: boolean;
  readonly children?: ReactNode;
  /** Buttons, the safe one first. */
  readonly actions?: ReactNode;
}

export function Dialog({
  open,
  onClose,
  title,
  lead,
  wide,
  modalChoice,
  confirms,
  children,
  actions,
}: DialogProps): ReactElement {
  const hold = (event: Event): void => {
    if (modalChoice === true) event.preventDefault();
  };
  return (
    <Primitive.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-scrim" />
        <Primitive.Content
          className={wide === true ? 'dialog dialog-wide' : 'dialog'}
          onOpenAutoFocus={(event) => {
            const dialog = event.currentTarget;
            if (!(dialog instanceof HTMLElement)) return;
            event.preventDefault();
            // A dialog longer than the window is read from its top.
            firstFocus(dialog, confirms === true, modalChoice === true).focus({ preventScroll: true });
          }}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className="dialog-head">
            <Primitive.Title className="dialog-title">{title}</Primitive.Title>
            {modalChoice !== true && (
              // Without a tooltip, which would open by itself where the dialog has nothing else to focus.
              <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
                <Icon name="cross" />
              </button>
            )}
          </div>
          {lead !== undefined && (
            <Primitive.Description asChild>
              <div className="dialog-lead">{lead}</div>
            </Primitive.Description>
          )}
          {children}
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/**
 * The first field; without fields the safe action, or the expected one where the dialog only confirms. A choice that
 * must be made may come up in the middle of typing: there no action has the focus, so that no key that was meant for
 * the text chooses.
 */
function firstFocus(dialog: HTMLElement, confirms: boolean, modalChoice: boolean): HTMLElement {
  const field = dialog.querySelector<HTMLElement>('input, select, textarea');
  if (field !== null || modalChoice) return field ?? dialog;
  const actions = [...dialog.querySelectorAll<HTMLElement>('.dialog-actions button:not(:disabled)')];
  return (confirms ? actions.at(-1) : actions[0]) ?? dialog.querySelector('button') ?? dialog;
}
