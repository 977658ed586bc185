import type { ReactElement } from 'react';
import './icon.css';

/** Paths on a grid of 16 by 16, drawn with a stroke of the text's colour. */
const PATHS = {
  check: 'M3 8.5 6.500 12 13 4.500',
  cross: 'm4 4 8 8M12 4l-8 8',
  warning: 'M8 2.200 1.800 13.200h12.400zM8 6.500v3M8 11.400v.1',
  clock: 'M8 14.200a6.200 6.200 0 1 0 0-12.400 6.200 6.200 0 0 0 0 12.400M8 4.800V8l2.200 1.600',
  minus: 'M8 14.200a6.200 6.200 0 1 0 0-12.400 6.200 6.200 0 0 0 0 12.400M5.200 8h5.600',
  waiting: 'M3.500 8h.1M8 8h.1M12.500 8h.1',
  running: 'M14 8a6 6 0 1 1-6-6',
  platform:
    'M8 1.600 2.600 3.600v4.200c0 3.200 2.200 5.600 5.400 6.700 3.200-1.100 5.400-3.500 5.400-6.700V3.600zM8 5v3.200M8 10.600v.1',
  play: 'M5 3.200v9.600l7.600-4.800z',
  send: 'M14 2 7.200 8.800M14 2 9.600 14l-2.400-5.200L2 6.400z',
  file: 'M4 1.800h5L12.500 5.300v8.900H4zM9 1.800v3.500h3.500',
  folder: 'M1.800 12.800V3.500h4.400l1.500 1.800h6.500v7.500z',
  plus: 'M8 3v10M3 8h10',
  pencil: 'm3 13 .6-2.800 7.300-7.300 2.200 2.200-7.300 7.300zM9.600 4.200l2.200 2.200',
  trash:
    'M2.800 4.200h10.400M6 4.200V2.500h4v1.700M4.200 4.200l.6 9.300h6.400l.6-9.300M6.700 6.800v4M9.300 6.800v4',
  chevron: 'm6 3.500 4.500 4.500L6 12.500',
  down: 'm3.500 6 4.500 4.500L12.500 6',
  back: 'm9.500 3.500-4.500 4.500 4.500 4.500',
  sun: 'M8 10.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600M8 1.500v1.300M8 13.200v1.300M1.500 8h1.300M13.200 8h1.300M3.400 3.400l.9.900M11.700 11.700l.9.900M3.400 12.600l.9-.9M11.700 4.300l.9-.9',
  moon: 'M13.500 9.600A5.800 5.800 0 0 1 6.400 2.500a5.800 5.800 0 1 0 7.100 7.100',
  system: 'M1.800 2.800h12.400v8.200H1.800zM5.500 13.800h5',
  keyboard: 'M1.500 4h13v8h-13zM4 6.600h.1M6.700 6.600h.1M9.300 6.600h.1M12 6.600h.1M4.800 9.500h6.400',
  undo: 'M5.500 3 2.500 6l3 3M2.800 6h6.400a3.700 3.700 0 0 1 0 7.400H6.500',
  copy: 'M5.500 5.500h8v8h-8zM3.500 10.500h-1v-8h8v1',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9M10.400 10.400 14 14',
  settings:
    'M2 4.500h6M11.500 4.500H14M2 11.500h2.500M8 11.500h6M9.700 6.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600M6.200 13.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600',
  offline:
    'M2 2l12 12M5.200 9.200a4.200 4.200 0 0 1 2-1.100M2.500 6.400a8 8 0 0 1 2.400-1.600M7.600 4a8 8 0 0 1 5.900 2.400M8 12.400v.1',
  lock: 'M3.500 7h9v6.800h-9zM5.500 7V4.700a2.500 2.500 0 0 1 5 0V7',
  eye: 'M1.300 8S3.700 3.600 8 3.600 14.700 8 14.700 8 12.300 12.400 8 12.400 1.300 8 1.300 8M8 9.900a1.900 1.900 0 1 0 0-3.800 1.900 1.900 0 0 0 0 3.800',
  hammer: 'm9 6-6.500 6.500 1.400 1.400L10.400 7.400M7.500 3.500 10 1.800l4.200 4.200L12 8.200z',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign beside words; it carries no meaning of its own, so screen readers pass over it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg
      className={`icon icon-${name}`}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'waiting' ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
