import type { ReactElement } from 'react';
import { Icon, type IconName } from './Icon';
import { ChoiceMenu } from './Menu';
import { setTheme, type Theme, useTheme } from './theme';

const OPTIONS: readonly { value: Theme; label: string; icon: IconName }[] = [
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
  { value: 'system', label: 'System', icon: 'system' },
];

export function ThemeSwitch(): ReactElement {
  const theme = useTheme();
  const icon = OPTIONS.find((option) => option.value === theme)?.icon ?? 'system';
  return (
    <ChoiceMenu
      label="Theme"
      value={theme}
      options={OPTIONS}
      onChoose={setTheme}
      trigger={
        <button type="button" className="icon-button" aria-label={`Theme: ${theme}`} title="Theme">
          <Icon name={icon} />
        </button>
      }
    />
  );
}
