import { LABELS } from '@assay/sandbox';
import type { ContainerCreateOptions } from 'dockerode';
import type { Mutation } from '../harness/mutation';

/** Takes an option away from each of a subject's folders in memory. */
const withoutOption =
  (option: RegExp) =>
  ({ HostConfig, Labels }: ContainerCreateOptions): void => {
    if (HostConfig?.Tmpfs === undefined || Labels?.[LABELS.role] !== 'subject') return;
    HostConfig.Tmpfs = Object.fromEntries(
      Object.entries(HostConfig.Tmpfs as Record<string, string>).map(([folder, options]) => [
        folder,
        options.replace(option, ''),
      ]),
    );
  };

export const DISK: readonly Mutation[] = [
  {
    family: 'disk',
    without: 'a size for each folder',
    attack: 'fill-app.python',
    by: 'breach',
    glass: { change: withoutOption(/,size=\d+/) },
  },
  {
    family: 'disk',
    without: 'a number of files for each folder',
    attack: 'inodes.typescript',
    by: 'breach',
    glass: { change: withoutOption(/,nr_inodes=\d+/) },
  },
  {
    family: 'disk',
    without: 'a root that is read only',
    attack: 'elsewhere.javascript',
    by: 'breach',
    glass: {
      change: ({ HostConfig, Labels }) => {
        if (HostConfig !== undefined && Labels?.[LABELS.role] === 'subject')
          HostConfig.ReadonlyRootfs = false;
      },
    },
  },
];
