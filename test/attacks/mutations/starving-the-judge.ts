import { LABELS } from '@assay/sandbox';
import type { Mutation } from '../harness/mutation';

export const STARVING_THE_JUDGE: readonly Mutation[] = [
  {
    family: 'starving-the-judge',
    without: 'an empty folder in the place of the pseudoterminals',
    attack: 'terminals.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig, Labels }) => {
        if (HostConfig === undefined || Labels?.[LABELS.role] !== 'subject') return;
        const { '/dev/pts': _, ...others } = (HostConfig.Tmpfs ?? {}) as Record<string, string>;
        HostConfig.Tmpfs = others;
      },
    },
  },
  {
    family: 'starving-the-judge',
    without: 'the loss of every capability',
    attack: 'loopback-down.go',
    by: 'breach',
    glass: {
      change: (options) => {
        if (options.HostConfig === undefined || options.Labels?.[LABELS.role] !== 'subject') return;
        options.User = '0:0';
        options.HostConfig.CapDrop = [];
        options.HostConfig.CapAdd = ['NET_ADMIN'];
      },
    },
  },
];
