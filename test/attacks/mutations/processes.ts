import { LABELS } from '@assay/sandbox';
import { SlotContainer } from '../../../libs/sandbox/container';
import { engine } from '../../support/sandbox';
import { replaceMethod, type Mutation } from '../harness/mutation';

export const PROCESSES: readonly Mutation[] = [
  {
    family: 'processes',
    without: 'a limit on processes',
    attack: 'fork-bomb.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig, Labels }) => {
        if (HostConfig === undefined || Labels?.[LABELS.role] !== 'subject') return;
        HostConfig.PidsLimit = -1;
        HostConfig.Ulimits = HostConfig.Ulimits?.filter(({ Name }) => Name !== 'nproc');
      },
    },
  },
  {
    family: 'processes',
    without: 'somebody who buries the dead',
    attack: 'orphans.python',
    by: 'breach',
    glass: {
      change: (options) => {
        // The program itself becomes process 1.
        if (options.Labels?.[LABELS.role] === 'subject') options.Entrypoint = ['/usr/bin/env'];
      },
    },
  },
  {
    family: 'processes',
    without: 'the end of a subject with its verdict',
    attack: 'daemons.ruby',
    by: 'harm',
    weaken: () => {
      const left: string[] = [];
      const restore = replaceMethod(
        SlotContainer.prototype,
        'destroy',
        (usual) =>
          function (this: SlotContainer) {
            if (this.spec.role !== 'subject') return usual.call(this);
            left.push(this.id);
            return Promise.resolve();
          },
      );
      return () => {
        restore();
        for (const id of left) void engine.getContainer(id).remove({ force: true });
      };
    },
  },
];
