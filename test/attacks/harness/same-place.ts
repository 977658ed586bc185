import type { ContainerCreateOptions } from 'dockerode';
import type { Glass } from '../../support/engine-proxy';
import { LABELS } from '../../../libs/sandbox/labels';

const roleOf = ({ Labels }: ContainerCreateOptions): string | undefined => Labels?.[LABELS.role];

/** The id of the judge whose network namespace a subject joins. */
function judgeOf({ HostConfig }: ContainerCreateOptions): string {
  return (HostConfig?.NetworkMode ?? '').replace(/^container:/, '');
}

/** Judge and subject have one /app, a volume that goes with them. */
export function sharedFolder(): Glass {
  return {
    change: (options) => {
      const { HostConfig } = options;
      if (HostConfig === undefined) return;
      if (roleOf(options) === 'judge') {
        const memory = { type: 'tmpfs', device: 'tmpfs', o: 'size=32m,mode=1777' };
        HostConfig.Mounts = [
          ...(HostConfig.Mounts ?? []),
          {
            Type: 'volume',
            Source: '',
            Target: '/app',
            VolumeOptions: { NoCopy: true, Labels: {}, DriverConfig: { Name: 'local', Options: memory } },
          },
        ];
      }
      if (roleOf(options) === 'subject') {
        HostConfig.Tmpfs = Object.fromEntries(
          Object.entries((HostConfig.Tmpfs ?? {}) as Record<string, string>).filter(
            ([folder]) => folder !== '/app',
          ),
        );
        HostConfig.VolumesFrom = [judgeOf(options)];
      }
    },
  };
}

/** The subject sees the judge's processes, as the judge's own user. */
export function sharedProcesses(): Glass {
  let judge = '';
  return {
    change: (options) => {
      const { HostConfig } = options;
      if (roleOf(options) === 'judge') judge = options.User ?? '';
      if (roleOf(options) !== 'subject' || HostConfig === undefined) return;
      const [uid = ''] = judge.split(':');
      options.User = judge;
      HostConfig.PidMode = `container:${judgeOf(options)}`;
      HostConfig.Tmpfs = Object.fromEntries(
        Object.entries((HostConfig.Tmpfs ?? {}) as Record<string, string>).map(([folder, how]) => [
          folder,
          how.replaceAll(/\b([ug]id)=\d+/g, `$1=${uid}`),
        ]),
      );
    },
  };
}
