import type { HostConfig } from 'dockerode';
import { lockedDown, type ContainerSpec } from './lockdown';

const SPEC: ContainerSpec = {
  role: 'subject',
  slot: 'abcd',
  image: 'assay/runtime-node:latest',
  command: ['node', 'launcher.cjs'],
  env: { PORT: '8080' },
  uid: 1_234_567,
  memory: 256 * 1024 ** 2,
  cpu: 0.5,
  processes: 64,
  openFiles: 512,
  folders: [{ path: '/app', bytes: 1024, inodes: 32, executable: true }],
  sharedMemory: 2048,
  networkOf: 'the-judge',
  socketVolume: undefined,
  idleSeconds: 100,
  wallSeconds: 20,
  leaseUntil: 1_800_000_000,
  owner: 'here|1|2',
  runtime: undefined,
};

const hostOf = (spec: ContainerSpec): HostConfig => lockedDown(spec, '{}').HostConfig ?? {};

describe('lockedDown', () => {
  test.each(['judge', 'subject', 'service', 'probe'] as const)('gives a %s all of it', (role) => {
    const host = hostOf({ ...SPEC, role });
    expect(host).toMatchObject({
      Privileged: false,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true', 'seccomp={}'],
      ReadonlyRootfs: true,
      IpcMode: 'none',
      Memory: SPEC.memory,
      MemorySwap: SPEC.memory,
      PidsLimit: 64,
      NanoCpus: 500_000_000,
      LogConfig: { Type: 'none' },
      RestartPolicy: { Name: 'no' },
    });
    for (const forbidden of [
      'CapAdd',
      'Binds',
      'Devices',
      'VolumesFrom',
      'PidMode',
      'UsernsMode',
      'PortBindings',
    ]) {
      expect(host).not.toHaveProperty(forbidden);
    }
    expect(lockedDown({ ...SPEC, role }, '{}').User).toBe('1234567:1234567');
  });

  test('folders in memory have a size, a number of files and an owner, and run programs only where said', () => {
    expect(hostOf(SPEC).Tmpfs).toEqual({
      '/app': 'rw,nosuid,nodev,exec,size=1024,nr_inodes=32,mode=0700,uid=1234567,gid=1234567',
      '/dev/shm': 'rw,nosuid,nodev,noexec,size=2048,nr_inodes=256,mode=0700,uid=1234567,gid=1234567',
      '/dev/pts': 'ro,nosuid,nodev,noexec,size=4096,nr_inodes=2,mode=0700,uid=1234567,gid=1234567',
    });
  });

  test('limits of a process are hard ones', () => {
    const limits = hostOf(SPEC).Ulimits as { Name: string; Soft: number; Hard: number }[];
    for (const { Soft, Hard } of limits) expect(Soft).toBe(Hard);
    const named = Object.fromEntries(limits.map(({ Name, Hard }) => [Name, Hard]));
    expect(named).toMatchObject({ nofile: 512, nproc: 64, core: 0, msgqueue: 0 });
  });

  test('one that joins a network brings none of its own, and one that owns it has none to the outside', () => {
    expect(hostOf(SPEC).NetworkMode).toBe('container:the-judge');
    expect(hostOf(SPEC)).not.toHaveProperty('Sysctls');
    const owner = hostOf({ ...SPEC, networkOf: undefined });
    expect(owner.NetworkMode).toBe('none');
    expect(Object.keys(owner.Sysctls ?? {})).toEqual(['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']);
  });

  test('a mount is there only for who was given the volume of sockets', () => {
    expect(hostOf(SPEC)).not.toHaveProperty('Mounts');
    const { Mounts } = hostOf({ ...SPEC, role: 'judge', socketVolume: 'assay-slot-abcd' });
    expect(Mounts).toEqual([
      { Type: 'volume', Source: 'assay-slot-abcd', Target: '/run/judge', ReadOnly: false },
    ]);
  });

  test('another runtime runs subjects and the probe, and nobody else', () => {
    const runtime = { name: 'another', ownKernel: false };
    for (const role of ['subject', 'probe'] as const)
      expect(hostOf({ ...SPEC, role, runtime }).Runtime).toBe('another');
    for (const role of ['judge', 'service'] as const)
      expect(hostOf({ ...SPEC, role, runtime })).not.toHaveProperty('Runtime');
    expect(hostOf(SPEC)).not.toHaveProperty('Runtime');
    const { Runtime, ...rest } = hostOf({ ...SPEC, runtime });
    expect([Runtime, rest]).toEqual(['another', hostOf(SPEC)]);
  });

  test('with a kernel of its own it has room for that kernel’s threads, and the processes inside keep their limit', () => {
    const profile = '{"syscalls":[{"names":["clone3"],"action":"SCMP_ACT_ERRNO","errnoRet":38}]}';
    const runtime = { name: 'another', ownKernel: true };
    const host = lockedDown({ ...SPEC, runtime }, profile).HostConfig;
    expect(host).toMatchObject({
      PidsLimit: 2 * 64 + 128,
      Memory: SPEC.memory,
      CapDrop: ['ALL'],
      ReadonlyRootfs: true,
    });
    expect(host?.Ulimits).toContainEqual({ Name: 'nproc', Soft: 64, Hard: 64 });
    expect(host?.SecurityOpt).toContain(
      'seccomp={"syscalls":[{"names":["clone3"],"action":"SCMP_ACT_ALLOW"}]}',
    );
    const judge = lockedDown({ ...SPEC, role: 'judge', runtime }, profile).HostConfig;
    expect(judge).toMatchObject({
      PidsLimit: 64,
      SecurityOpt: ['no-new-privileges:true', `seccomp=${profile}`],
    });
  });

  test('process 1 is the one that counts the time, and labels say whose it is and until when', () => {
    const options = lockedDown(SPEC, '{}');
    expect(options.Entrypoint).toEqual(['/usr/local/bin/assay-init', '--idle', '100', '--wall', '20', '--']);
    expect(options.Cmd).toEqual(['node', 'launcher.cjs']);
    expect(options.Labels).toMatchObject({
      'assay.slot': 'abcd',
      'assay.role': 'subject',
      'assay.owner': 'here|1|2',
      'assay.lease': '1800000000',
      'assay.memory': String(256 * 1024 ** 2),
    });
    expect(options).toMatchObject({ Tty: false, StdinOnce: true, Env: ['PORT=8080'] });
  });
});
