import type { ImageState } from '@assay/contracts';
import type { ReactElement } from 'react';
import { Icon, type IconName } from '../ui/Icon';

const LOOKS: Record<ImageState, { icon: IconName; text: string }> = {
  ready: { icon: 'check', text: 'Ready' },
  building: { icon: 'running', text: 'Being prepared' },
  queued: { icon: 'waiting', text: 'Next in line' },
  off: { icon: 'warning', text: 'Off' },
};

/** Where an image stands, as sign, word and colour, so that none of them carries it alone. */
export function ImageStateTag({ state }: { state: ImageState }): ReactElement {
  const { icon, text } = LOOKS[state];
  return (
    <span className={`image-state image-${state}`}>
      <Icon name={icon} size={14} />
      {text}
    </span>
  );
}
