import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LABELS } from '@assay/sandbox';
import type { Mutation } from '../harness/mutation';
import { keepSlots } from './keep-slots';

/** What all subjects have for /tmp where they have none of their own. */
const SHARED = path.join(os.tmpdir(), `assay-attacks-shared-${process.pid}`);

export const STATE: readonly Mutation[] = [
  {
    family: 'state',
    without: 'folders of its own',
    attack: 'marks-in-folders.python',
    by: 'breach',
    glass: {
      change: ({ HostConfig, Labels }) => {
        if (HostConfig === undefined || Labels?.[LABELS.role] !== 'subject') return;
        const { '/tmp': _, ...others } = (HostConfig.Tmpfs ?? {}) as Record<string, string>;
        HostConfig.Tmpfs = others;
        HostConfig.Binds = [`${SHARED}:/tmp`];
      },
    },
    weaken: () => {
      mkdirSync(SHARED);
      chmodSync(SHARED, 0o1777);
      return () => {
        rmSync(SHARED, { recursive: true, force: true });
      };
    },
  },
  {
    family: 'state',
    without: 'the end of a slot behind its verdict',
    attack: 'daemon-and-listeners.go',
    by: 'harm',
    weaken: keepSlots,
  },
];
