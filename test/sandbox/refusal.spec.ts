import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ContainerCreateOptions, HostConfig } from 'dockerode';
import { openSandbox, LockdownError } from '@assay/sandbox';
import { EngineProxy } from '../support/engine-proxy';
import { openTestSandbox, sandboxOptions, slotContainers } from '../support/sandbox';

jest.setTimeout(120_000);

type Weakening = (host: HostConfig, options: ContainerCreateOptions) => void;

/** Opens the sandbox on an engine that leaves out what it was asked for. Gives the checks that were refused. */
async function refusedBy(weaken: Weakening): Promise<string[]> {
  const proxy = await EngineProxy.start({
    change: (options) => weaken(options.HostConfig ?? {}, options),
  });
  try {
    const sandbox = await openSandbox(sandboxOptions({ dockerHost: proxy.host, proofFile: undefined }));
    await sandbox.pool.close();
    return [];
  } catch (error) {
    if (!(error instanceof LockdownError)) throw error;
    // A check that was not reached says nothing about the limit that it is for.
    expect(error.message).not.toContain('ended before it was tried');
    const listed = error.message.replace('this host does not hold the lock-down: ', '');
    return [...listed.matchAll(/(?:^|; )([a-z-]+(?: of [a-z/]+)?) \(/g)]
      .map((match) => match[1] ?? '')
      .toSorted();
  } finally {
    await proxy.close();
  }
}

const withoutLimit =
  (name: string): Weakening =>
  (host) => {
    host.Ulimits = (host.Ulimits ?? []).filter((limit: { Name?: string | undefined }) => limit.Name !== name);
  };

describe('a host that does not hold the lock-down is refused', () => {
  test('an engine that does as it is asked is accepted, seen through the same glass', async () => {
    expect(await refusedBy(() => undefined)).toEqual([]);
  });

  // Limits that do not hide one another are left out together, so that fewer probes are needed.
  const weakenings: [string, string[], Weakening][] = [
    [
      'the filter, the capability bound and the pledge on privileges',
      ['capabilities', 'no-new-privileges', 'seccomp', 'system-calls'],
      (host) => {
        host.SecurityOpt = ['seccomp=unconfined'];
        host.CapDrop = [];
      },
    ],
    [
      'the user and the processes',
      ['capabilities', 'processes', 'setuid', 'user'],
      (host, options) => {
        options.User = '0:0';
        host.PidsLimit = 0;
        withoutLimit('nproc')(host, options);
        // Without it root could not write to the folders of the user that it should have been.
        host.CapDrop = [];
        host.CapAdd = ['SETUID', 'DAC_OVERRIDE'];
      },
    ],
    [
      'the read-only root, core files and the machine’s pseudoterminals',
      ['core-files', 'read-only-root', 'terminals'],
      (host, options) => {
        host.ReadonlyRootfs = false;
        delete (host.Tmpfs as Record<string, string>)['/dev/pts'];
        withoutLimit('core')(host, options);
      },
    ],
    [
      'the sizes and file counts of folders in memory, and open files',
      ['inodes of /dev/shm', 'inodes of /tmp', 'open-files', 'size of /dev/shm', 'size of /tmp'],
      (host, options) => {
        const tmpfs = host.Tmpfs as Record<string, string>;
        for (const [folder, mount] of Object.entries(tmpfs)) {
          tmpfs[folder] = mount.replace(/,size=\d+,nr_inodes=\d+/, ',size=64m');
        }
        withoutLimit('nofile')(host, options);
      },
    ],
    [
      'the memory limit',
      ['memory'],
      (host) => {
        host.Memory = 0;
        host.MemorySwap = 0;
      },
    ],
  ];

  test.each(weakenings)('%s', async (_, names, weaken) => {
    expect(await refusedBy(weaken)).toEqual(names);
    expect(await slotContainers()).toEqual([]);
  });

  test('the processor', async () => {
    const refused = await refusedBy((host) => {
      host.NanoCpus = 0;
    });
    expect(refused).toEqual(['processors']);
  });

  test('a network', async () => {
    const refused = await refusedBy((host) => {
      host.NetworkMode = 'host';
      // The engine sets none in a namespace that is the machine's; what its sockets hold is then the machine's too.
      delete host.Sysctls;
    });
    expect(refused.filter((name) => name !== 'socket-buffers')).toEqual(['network', 'routes']);
  });

  test('a profile that allows every system call is a filter in name only', async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'assay-profile-'));
    try {
      await writeFile(path.join(directory, 'seccomp.json'), '{"defaultAction":"SCMP_ACT_ALLOW"}');
      const opened = openTestSandbox({ directory, proofFile: undefined });
      await expect(opened).rejects.toThrow(LockdownError);
      await expect(opened).rejects.toThrow(/system-calls/);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('a runtime that the engine does not know is refused by name', async () => {
    const opened = openTestSandbox({ ociRuntime: 'runs-in-dreams' });
    await expect(opened).rejects.toThrow(LockdownError);
    await expect(opened).rejects.toThrow(/SANDBOX_RUNTIME is "runs-in-dreams".*runc/);
  });

  test('a refusal is never kept, and a proof counts for its profile alone', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'assay-proof-'));
    const proofFile = path.join(folder, 'proof.json');
    try {
      const first = await openTestSandbox({ proofFile });
      await first.pool.close();
      await writeFile(path.join(folder, 'seccomp.json'), '{"defaultAction":"SCMP_ACT_ALLOW"}');
      await expect(openTestSandbox({ proofFile, directory: folder })).rejects.toThrow(LockdownError);
      await expect(openTestSandbox({ proofFile, directory: folder })).rejects.toThrow(LockdownError);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
