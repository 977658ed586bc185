import type { Mutation } from '../harness/mutation';

export const PROCESSES: readonly Mutation[] = [
  {
    family: 'processes',
    without: 'a limit on processes',
    attack: 'fork-bomb.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig }) => {
        if (HostConfig === undefined) return;
        HostConfig.PidsLimit = -1;
        HostConfig.Ulimits = HostConfig.Ulimits?.filter(({ Name }) => Name !== 'nproc');
      },
    },
  },
];
