import type { ButtonHTMLAttributes, ReactElement } from 'react';
import { Icon, type IconName } from './Icon';
import { Tooltip } from './Tooltip';
import './button.css';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>;

export interface ButtonProps extends Native {
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: IconName;
  readonly type?: 'button' | 'submit';
  /** Work is under way: the button stays where it is and takes no second click. */
  readonly busy?: boolean;
}

export function Button({
  tone = 'plain',
  size = 'medium',
  icon,
  type = 'button',
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps): ReactElement {
  const shown = busy ? 'running' : icon;
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || busy}
      className={`button button-${tone} button-${size}${className === undefined ? '' : ` ${className}`}`}
    >
      {shown !== undefined && <Icon name={shown} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}

export interface IconButtonProps extends Native {
  readonly icon: IconName;
  /** The accessible name, shown as a tooltip too. */
  readonly label: string;
  readonly keys?: string;
}

export function IconButton({ icon, label, keys, className, ...rest }: IconButtonProps): ReactElement {
  return (
    <Tooltip text={label} {...(keys === undefined ? {} : { keys })}>
      <button
        {...rest}
        type="button"
        aria-label={label}
        className={`icon-button${className === undefined ? '' : ` ${className}`}`}
      >
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}
