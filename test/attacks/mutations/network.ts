import { LABELS } from '@assay/sandbox';
import type { Mutation } from '../harness/mutation';

/** The network of the first subject that was made. */
let first: string | undefined;

export const NETWORK: readonly Mutation[] = [
  {
    family: 'network',
    without: 'a network namespace with loopback alone',
    attack: 'host-ports.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig }) => {
        if (HostConfig?.NetworkMode === 'none') HostConfig.NetworkMode = 'bridge';
      },
    },
  },
  {
    family: 'network',
    without: 'a network namespace for each slot',
    attack: 'neighbours.go',
    by: 'breach',
    glass: {
      change: ({ HostConfig, Labels }) => {
        if (HostConfig === undefined || Labels?.[LABELS.role] !== 'subject') return;
        first ??= HostConfig.NetworkMode;
        HostConfig.NetworkMode = first;
      },
    },
  },
];
