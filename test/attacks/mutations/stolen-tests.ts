import path from 'node:path';
import { LABELS } from '../../../libs/sandbox/labels';
import type { Mutation } from '../harness/mutation';
import { sharedProcesses } from '../harness/same-place';
import { targetFolder } from '../harness/target';

export const STOLEN_TESTS: readonly Mutation[] = [
  {
    family: 'stolen-tests',
    without: 'a disk on which the suite is not',
    attack: 'disk.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig, Labels }) => {
        if (HostConfig !== undefined && Labels?.[LABELS.role] === 'subject')
          HostConfig.Binds = [`${path.join(targetFolder('vault'), 'tests')}:/mnt/tests:ro`];
      },
    },
  },
  {
    family: 'stolen-tests',
    without: 'a user and a view of processes of the judge’s own',
    attack: 'memory-of-others.go',
    by: 'breach',
    glass: sharedProcesses(),
  },
];
