import type { ContainerInspectInfo } from 'dockerode';
import type { Sandbox } from '@assay/sandbox';
import { SOCKET_MEMORY } from '@assay/sandbox';
import { engine, openTestSandbox, slotContainers } from '../support/sandbox';
import { planOf, report, trial } from '../support/trial';

jest.setTimeout(90_000);

const MIB = 1024 ** 2;

interface LockdownReport {
  readonly ids: number[];
  readonly status: Record<string, string>;
  readonly calls: Record<string, string>;
  readonly sockets: Record<string, string>;
  readonly reached: Record<string, string>;
  readonly written: Record<string, string>;
  readonly folders: Record<string, { bytes: [string, number]; inodes: [string, number] }>;
  readonly mounts: Record<string, string>;
  readonly files: [string, number];
  readonly processes: [string, number];
  readonly share: number;
  readonly setuid: string[] | 'gone';
  readonly interfaces: string[];
  readonly routes: number;
  readonly limits: Record<string, [number, number]>;
}

describe('the lock-down of a slot', () => {
  let sandbox: Sandbox;
  let said: LockdownReport;
  let containers: (ContainerInspectInfo & { role: string })[];
  const uids: string[] = [];

  beforeAll(async () => {
    sandbox = await openTestSandbox();
    said = await report<LockdownReport>(sandbox, await trial(), 'lockdown.py', {}, async (slot) => {
      const own = await slotContainers((container) => container.slot === slot.id);
      containers = await Promise.all(
        own.map(async (container) => ({
          ...(await engine.getContainer(container.id).inspect()),
          role: container.role,
        })),
      );
    });
    await report(sandbox, await trial(), 'lockdown.py', {}, async (slot) => {
      const own = await slotContainers((container) => container.slot === slot.id);
      for (const { id } of own) uids.push((await engine.getContainer(id).inspect()).Config.User);
    });
  }, 120_000);
  afterAll(() => sandbox.pool.close());

  const hostOf = (container: ContainerInspectInfo): Record<string, unknown> =>
    container.HostConfig as unknown as Record<string, unknown>;

  test('there are a judge, a service and a subject', () => {
    expect(containers.map((container) => container.role).sort()).toEqual(['judge', 'service', 'subject']);
  });

  test.each(['judge', 'service', 'subject'])('a %s has it whole, as the engine tells', (role) => {
    const container = containers.find((candidate) => candidate.role === role)!;
    const host = hostOf(container);
    const security = host.SecurityOpt as string[];
    expect(host).toMatchObject({
      Privileged: false,
      CapDrop: ['ALL'],
      CapAdd: null,
      ReadonlyRootfs: true,
      IpcMode: 'none',
      PidMode: '',
      UsernsMode: '',
      OomKillDisable: false,
      LogConfig: { Type: 'none' },
      RestartPolicy: { Name: 'no' },
      PublishAllPorts: false,
      Binds: null,
      Devices: null,
      GroupAdd: null,
    });
    expect(host.Memory).toBeGreaterThan(0);
    expect(host.MemorySwap).toBe(host.Memory);
    expect(host.PidsLimit).toBeGreaterThan(0);
    expect(host.NanoCpus).toBeGreaterThan(0);
    expect(security).toContain('no-new-privileges:true');
    const profile = security.find((option) => option.startsWith('seccomp='));
    expect(profile).toContain('"defaultAction":"SCMP_ACT_ERRNO"');
    for (const options of Object.values(host.Tmpfs as Record<string, string>)) {
      expect(options).toMatch(/nosuid,nodev,.*size=\d+,nr_inodes=\d+,mode=0700,uid=\d+/);
    }
    expect(Object.keys(host.Tmpfs as object)).toContain('/dev/shm');
    const volumes = container.Mounts.map(
      (mount) => `${(mount as { Type?: string }).Type ?? ''} ${mount.Destination}`,
    );
    // The judge and the service meet in the volume of sockets; a subject has no mount at all.
    expect(volumes).toEqual(role === 'subject' ? [] : ['volume /run/judge']);
    expect(host.NetworkMode).toMatch(role === 'judge' ? /^none$/ : /^container:/);
  });

  test('every container runs as a user of its own, and the next slot as others', () => {
    const first = containers.map((container) => container.Config.User);
    const all = [...first, ...uids];
    expect(all).toHaveLength(6);
    expect(new Set(all).size).toBe(6);
    for (const user of all) expect(Number(user.split(':')[0])).toBeGreaterThanOrEqual(1_000_000);
    const subject = containers.find((container) => container.role === 'subject')!;
    const uid = Number(subject.Config.User.split(':')[0]);
    expect(said.ids.every((id) => id === uid)).toBe(true);
  });

  test('a subject has no capability, no way to new privileges, and a system call filter', () => {
    for (const name of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
      expect([name, said.status[name]]).toEqual([name, '0000000000000000']);
    }
    expect(said.status).toMatchObject({ NoNewPrivs: '1', Seccomp: '2' });
  });

  test('what opens a way out is refused by the filter', () => {
    const allowed = Object.entries(said.calls).filter(([, answer]) => answer !== 'EPERM');
    expect(allowed).toEqual([]);
    expect(Object.keys(said.calls).length).toBeGreaterThan(25);
    expect(said.sockets).toEqual({
      packet: 'EPERM',
      vsock: 'EPERM',
      alg: 'EPERM',
      bluetooth: 'EPERM',
      xdp: 'EPERM',
      raw: 'EPERM',
    });
  });

  test('a program with the set-user-id bit gains nothing', () => {
    const uid = String(said.ids[0]);
    expect(said.setuid).toEqual([uid, uid, uid, uid]);
  });

  test('there is loopback, and no way to anywhere', () => {
    expect(said.interfaces).toContain('lo');
    const tunnels = /^(tunl0|sit0|ip6tnl0|gre0|gretap0|erspan0|ip_vti0|ip6_vti0|ip6gre0)$/;
    expect(said.interfaces.filter((name) => name !== 'lo' && !tunnels.test(name))).toEqual([]);
    expect(said.routes).toBe(0);
    const { name, ...addresses } = said.reached;
    expect(name).toBe('unknown');
    expect(Object.keys(addresses)).toEqual(
      expect.arrayContaining(['172.17.0.1', '169.254.169.254', '8.8.8.8']),
    );
    expect([...new Set(Object.values(addresses))]).toEqual(['ENETUNREACH ENETUNREACH']);
  });

  test('nothing is written but in memory', () => {
    const opened = Object.entries(said.written).filter(([, answer]) => answer === 'opened');
    expect(opened).toEqual([]);
    expect(said.written['/x']).toBe('EROFS');
  });

  test.each([
    ['/app', 32 * MIB, 4096],
    ['/tmp', 64 * MIB, 4096],
    ['/dev/shm', 16 * MIB, 256],
  ])('%s ends at its size and at its number of files', (folder, bytes, inodes) => {
    const seen = said.folders[folder]!;
    expect(seen.bytes[0]).toBe('ENOSPC');
    expect(seen.bytes[1]).toBeLessThanOrEqual(bytes);
    expect(seen.bytes[1]).toBeGreaterThan(bytes / 2);
    expect(seen.inodes[0]).toBe('ENOSPC');
    expect(seen.inodes[1]).toBeLessThanOrEqual(inodes);
    expect(said.mounts[folder]).toMatch(/nosuid,nodev/);
  });

  test('open files, processes, processor time, core files and file size are limited', async () => {
    // What Python needs, where that is more than the trial's own 64.
    const { limits } = await planOf(sandbox, await trial(), 'python');
    expect(limits.processes).toBeLessThan(128);
    expect(said.files[0]).toBe('EMFILE');
    expect(said.files[1]).toBeLessThanOrEqual(512);
    expect(said.processes[0]).toBe('EAGAIN');
    expect(said.processes[1]).toBeLessThan(limits.processes);
    expect(said.share).toBeLessThan(1.3);
    expect(said.limits).toMatchObject({
      core: [0, 0],
      fsize: [256 * MIB, 256 * MIB],
      nproc: [limits.processes, limits.processes],
    });
  });

  test('the probe has seen socket buffers end, and a subject is given no more than was counted', () => {
    const check = sandbox.probe.checks.find((candidate) => candidate.name === 'socket-buffers');
    expect(check?.ok).toBe(true);
    expect(SOCKET_MEMORY).toBeLessThanOrEqual(32 * MIB);
    const judge = containers.find((container) => container.role === 'judge')!;
    expect(hostOf(judge).Sysctls).toEqual({
      'net.ipv4.tcp_rmem': '4096 16384 65536',
      'net.ipv4.tcp_wmem': '4096 16384 65536',
    });
  });
});
