import type { HostConfig } from 'dockerode';
import type { Mutation } from '../harness/mutation';

/** Leaves out of a container's security options what begins so, and puts another in its place. */
function otherwise(host: HostConfig | undefined, begins: string, instead: string[]): void {
  if (host === undefined) return;
  const options = (host.SecurityOpt ?? []) as string[];
  host.SecurityOpt = [...options.filter((option) => !option.startsWith(begins)), ...instead];
}

export const ESCAPE: readonly Mutation[] = [
  {
    family: 'escape',
    // The filter goes as well: an engine can't set rights under this one unless no new ones can be had.
    without: 'no-new-privileges',
    attack: 'setuid-programs.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig }) => {
        otherwise(HostConfig, 'no-new-privileges', []);
        otherwise(HostConfig, 'seccomp=', ['seccomp=unconfined']);
      },
    },
  },
  {
    family: 'escape',
    without: 'a filter of system calls',
    attack: 'kernel-calls.go',
    by: 'breach',
    glass: {
      change: ({ HostConfig }) => {
        otherwise(HostConfig, 'seccomp=', ['seccomp=unconfined']);
      },
    },
  },
];
