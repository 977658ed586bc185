import { chmodSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LABELS } from '@assay/sandbox';
import type { Mutation } from '../harness/mutation';

/** The folder of the canary that was made last. */
function canaryFolder(): string {
  const [newest] = readdirSync(os.tmpdir())
    .filter((name) => name.startsWith('assay-canary-'))
    .map((name) => path.join(os.tmpdir(), name))
    .toSorted((a, b) => statSync(b).ctimeMs - statSync(a).ctimeMs);
  if (newest === undefined) throw new Error('there is no canary');
  return newest;
}

export const PLANTED_FILES: readonly Mutation[] = [
  {
    family: 'planted-files',
    without: 'a file system of its own',
    attack: 'links-to-the-host.javascript',
    by: 'breach',
    glass: {
      change: ({ Labels, HostConfig }) => {
        if (Labels?.[LABELS.role] !== 'subject' || HostConfig === undefined) return;
        const folder = canaryFolder();
        chmodSync(folder, 0o755);
        chmodSync(path.join(folder, 'secret'), 0o644);
        HostConfig.Binds = [`${folder}:${folder}:ro`];
      },
    },
  },
];
