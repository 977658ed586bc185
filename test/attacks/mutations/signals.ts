import type { ContainerCreateOptions } from 'dockerode';
import { LABELS } from '@assay/sandbox';
import type { Mutation } from '../harness/mutation';

/** Gives a subject the user and the processes of the judge whose network it joins. */
function besideTheJudge(): (options: ContainerCreateOptions) => void {
  let judge: string | undefined;
  return (options) => {
    const role = options.Labels?.[LABELS.role];
    if (role === 'judge') judge = options.User;
    if (role !== 'subject' || options.HostConfig === undefined) return;
    const { HostConfig } = options;
    HostConfig.PidMode = HostConfig.NetworkMode;
    for (const [folder, mount] of Object.entries(HostConfig.Tmpfs as Record<string, string>))
      (HostConfig.Tmpfs as Record<string, string>)[folder] = mount.replaceAll(
        /([ug]id)=\d+/g,
        `$1=${judge?.split(':')[0] ?? ''}`,
      );
    options.User = judge;
  };
}

export const SIGNALS: readonly Mutation[] = [
  {
    family: 'signals',
    without: 'users and processes of its own',
    attack: 'kill-everything.python',
    by: 'status',
    glass: { change: besideTheJudge() },
  },
];
