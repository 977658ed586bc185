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
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className="dialog-head">
            <Primitive.Title className="dialog-title">{title}</Primitive.Title>
            {modalChoice !== true && (
              // Without a tooltip, which would open by itself with the dialog, since the focus starts here.
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
