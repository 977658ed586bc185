import { LABELS, type SandboxHost } from '@assay/sandbox';
import { SlotContainers } from '../../../libs/sandbox/slot-containers';
import { replaceMethod, type Mutation } from '../harness/mutation';

/** What is changed here of how a slot's containers are started. */
interface Inside {
  host: SandboxHost;
  start(...parameters: unknown[]): unknown;
}

const withoutMemoryLimit: NonNullable<Mutation['glass']>['change'] = ({ HostConfig, Labels }) => {
  if (HostConfig === undefined || Labels?.[LABELS.role] !== 'subject') return;
  HostConfig.Memory = 0;
  HostConfig.MemorySwap = 0;
};

export const MEMORY: readonly Mutation[] = [
  {
    family: 'memory',
    without: 'a limit on memory',
    attack: 'heap-in-a-child.python',
    by: 'breach',
    glass: { change: withoutMemoryLimit },
  },
  {
    family: 'memory',
    without: 'a limit on what lies in sockets',
    attack: 'udp-buffers.python',
    by: 'breach',
    // On cgroup v2 that is the limit on memory; on v1 there is another.
    glass: { change: withoutMemoryLimit },
    weaken: () =>
      replaceMethod(
        SlotContainers.prototype as unknown as Inside,
        'start',
        (usual) =>
          function (this: Inside, ...parameters) {
            this.host = { ...this.host, socketCap: 'memory' };
            return usual.apply(this, parameters);
          },
      ),
  },
];
