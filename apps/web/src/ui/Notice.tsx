import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import './notice.css';

export type NoticeTone = 'info' | 'good' | 'bad' | 'warning' | 'platform';

const ICONS: Record<NoticeTone, IconName> = {
  info: 'eye',
  good: 'check',
  bad: 'warning',
  warning: 'warning',
  platform: 'platform',
};

/** A message in the flow of the page. `live` makes screen readers say it when it appears. */
export function Notice({
  tone = 'info',
  icon,
  title,
  children,
  actions,
  live = false,
}: {
  tone?: NoticeTone;
  icon?: IconName;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  live?: boolean;
}): ReactElement {
  return (
    <div className={`notice notice-${tone}`} {...(live ? { role: tone === 'bad' ? 'alert' : 'status' } : {})}>
      <Icon name={icon ?? ICONS[tone]} />
      <div className="notice-body">
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
