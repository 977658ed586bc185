import { LABELS } from '@assay/sandbox';
import type { Mutation } from '../harness/mutation';

/** The environment of the service that was made last. */
let serviceEnvironment: string[] = [];

export const LEAKS: readonly Mutation[] = [
  {
    family: 'leaks',
    without: 'a folder of sockets that no subject mounts',
    attack: 'sockets-of-the-slot.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig, Labels }) => {
        const slot = Labels?.[LABELS.slot];
        if (HostConfig === undefined || slot === undefined || Labels?.[LABELS.role] !== 'subject') return;
        HostConfig.Mounts = [
          { Type: 'volume', Source: `assay-slot-${slot}`, Target: '/run/judge', ReadOnly: false },
        ];
      },
    },
  },
  {
    family: 'leaks',
    without: 'an environment of its own',
    attack: 'environment-of-others.python',
    by: 'breach',
    glass: {
      change: (options) => {
        const role = options.Labels?.[LABELS.role];
        if (role === 'service') serviceEnvironment = options.Env ?? [];
        if (role === 'subject') options.Env = [...(options.Env ?? []), ...serviceEnvironment];
      },
    },
  },
];
