import type Docker from 'dockerode';
import { LABELS } from '@assay/sandbox';
import { engine, eventually } from '../../support/sandbox';
import type { Mutation } from '../harness/mutation';

/** A network of the engine's, with the host at its other end. Its own: not every engine has a default one. */
const OPEN = `assay-attacks-${process.pid}`;

/** The network of the first subject that was made. */
let first: string | undefined;

/** A slot that is still being destroyed holds on to its network for a moment. */
async function removed(network: Docker.Network): Promise<void> {
  await eventually('the network has no containers any more', () =>
    network.remove().then(
      () => true,
      () => false,
    ),
  );
}

export const NETWORK: readonly Mutation[] = [
  {
    family: 'network',
    without: 'a network namespace with loopback alone',
    attack: 'host-ports.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig }) => {
        if (HostConfig?.NetworkMode === 'none') HostConfig.NetworkMode = OPEN;
      },
    },
    weaken: async () => {
      const network = await engine.createNetwork({ Name: OPEN, Driver: 'bridge' });
      return () => removed(network);
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
