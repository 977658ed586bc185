import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import './menu.css';

/** A menu of one choice among several, on a button that shows what is chosen. */
export function ChoiceMenu<T extends string>({
  label,
  trigger,
  value,
  options,
  onChoose,
}: {
  label: string;
  /** The button. */
  trigger: ReactElement;
  value: T;
  options: readonly {
    readonly value: T;
    readonly label: string;
    readonly note?: string;
    readonly icon?: IconName;
    /** Why it can't be chosen; shown under it. */
    readonly off?: string | undefined;
  }[];
  onChoose: (value: T) => void;
}): ReactElement {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      {/* Without a portal: it stays in the landmark of its button. */}
      <DropdownMenu.Content
        className="menu"
        align="end"
        sideOffset={6}
        collisionPadding={8}
        aria-label={label}
      >
        <DropdownMenu.RadioGroup
          value={value}
          onValueChange={(next) => {
            onChoose(next as T);
          }}
        >
          {options.map((option) => (
            <DropdownMenu.RadioItem
              className="menu-item"
              key={option.value}
              value={option.value}
              disabled={option.off !== undefined}
            >
              {option.icon !== undefined && <Icon name={option.icon} />}
              <span className="menu-label">
                {option.label}
                {option.note !== undefined && <span className="menu-note">{option.note}</span>}
                {option.off !== undefined && <span className="menu-off">{option.off}</span>}
              </span>
              <span className="menu-check">
                <DropdownMenu.ItemIndicator>
                  <Icon name="check" />
                </DropdownMenu.ItemIndicator>
              </span>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

/** A menu of actions. */
export function ActionMenu({
  trigger,
  children,
}: {
  trigger: ReactElement;
  children: ReactNode;
}): ReactElement {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

export function MenuAction({
  icon,
  children,
  onSelect,
  disabled = false,
}: {
  icon: IconName;
  children: ReactNode;
  onSelect: () => void;
  disabled?: boolean;
}): ReactElement {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect} disabled={disabled}>
      <Icon name={icon} />
      <span className="menu-label">{children}</span>
    </DropdownMenu.Item>
  );
}
