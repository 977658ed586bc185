import { readFileSync } from 'node:fs';
import path from 'node:path';
import { profileForOwnKernel, type SeccompProfile, type SeccompRule } from './seccomp';

const TEXT = readFileSync(path.join(__dirname, '../../sandbox/seccomp.json'), 'utf8');
const PROFILE = JSON.parse(TEXT) as SeccompProfile;
const RULES = PROFILE.syscalls ?? [];

const allowing = (profile: SeccompProfile): SeccompRule[] =>
  (profile.syscalls ?? []).filter((rule) => rule.action === 'SCMP_ACT_ALLOW');
const rulesFor = (name: string): SeccompRule[] => RULES.filter((rule) => rule.names.includes(name));

/** The values that an argument must equal, over all rules of a call. */
const valuesOf = (name: string, index: number): number[] => [
  ...new Set(
    rulesFor(name).flatMap((rule) =>
      (rule.args ?? [])
        .filter((arg) => arg.index === index && arg.op === 'SCMP_CMP_EQ')
        .map((arg) => arg.value),
    ),
  ),
];

/** What has opened a way out of a container, reaches beyond it, or that nothing here needs. */
const NEVER = `
  acct add_key adjtimex bpf chroot clock_adjtime clock_settime clone3 create_module delete_module execveat fanotify_init
  fanotify_mark finit_module fsconfig fsmount fsopen fspick init_module io_setup io_submit io_uring_enter
  io_uring_register io_uring_setup ioperm iopl ioprio_set kcmp kexec_file_load kexec_load keyctl landlock_restrict_self
  listmount lookup_dcookie mbind memfd_secret migrate_pages mknod mknodat modify_ldt mount mount_setattr move_mount
  move_pages mq_open msgget name_to_handle_at nfsservctl open_by_handle_at open_tree perf_event_open personality
  pidfd_getfd pivot_root process_madvise process_vm_readv process_vm_writev ptrace quotactl quotactl_fd reboot
  remap_file_pages request_key seccomp semget set_mempolicy setdomainname setfsuid sethostname setns settimeofday
  setxattr fsetxattr splice statmount stime swapoff swapon sync syncfs sysfs syslog tee timer_create umount umount2
  unshare uselib userfaultfd ustat vhangup vm86 vmsplice
`
  .trim()
  .split(/\s+/);

describe('the pinned seccomp profile', () => {
  it('refuses what no rule names, and allows the two architectures alone', () => {
    expect(PROFILE).toMatchObject({
      defaultAction: 'SCMP_ACT_ERRNO',
      defaultErrnoRet: 1,
      architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64'],
    });
    for (const { action } of RULES) expect(['SCMP_ACT_ALLOW', 'SCMP_ACT_ERRNO']).toContain(action);
  });

  it('gives a reason for each thing that it allows', () => {
    for (const rule of RULES)
      expect([rule.names, (rule.comment ?? '').length > 8]).toEqual([rule.names, true]);
  });

  test.each(NEVER)('does not allow %s', (name) => {
    expect(allowing(PROFILE).flatMap((rule) => rule.names)).not.toContain(name);
  });

  it('names each call once, or once for each kind of argument', () => {
    const plain = RULES.filter((rule) => rule.args === undefined).flatMap((rule) => rule.names);
    expect(new Set(plain).size).toBe(plain.length);
    const bound = new Set(RULES.filter((rule) => rule.args !== undefined).flatMap((rule) => rule.names));
    // A rule without conditions would undo those with some.
    expect(plain.filter((name) => bound.has(name))).toEqual([]);
    expect([...bound].toSorted()).toEqual(['clone', 'ioctl', 'prctl', 'setsockopt', 'socket', 'socketpair']);
  });

  it('asks for one thing of an argument: two conditions on the same one count as either', () => {
    for (const { names, args } of RULES) {
      const indexes = (args ?? []).map((arg) => arg.index);
      expect([names, new Set(indexes).size]).toEqual([names, indexes.length]);
    }
  });

  it('lets no thread into a new namespace', () => {
    expect(rulesFor('clone').map((rule) => rule.args)).toEqual([
      [{ index: 0, value: 0x7e020000, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }],
    ]);
    expect(rulesFor('clone3')).toMatchObject([{ action: 'SCMP_ACT_ERRNO', errnoRet: 38 }]);
  });

  it('makes sockets of four families, and of these the plain protocols', () => {
    expect(valuesOf('socket', 0)).toEqual([1, 2, 10, 16]);
    expect(valuesOf('socketpair', 0)).toEqual([1]);
    for (const { args } of rulesFor('socket')) {
      const family = args?.find((arg) => arg.index === 0)?.value;
      if (family === 1) continue;
      const protocol = args?.find((arg) => arg.index === 2)?.value;
      // Default, TCP, UDP; of netlink the routes.
      expect(family === 16 ? [0] : [0, 6, 17]).toContain(protocol);
    }
  });

  it('sets no option that puts code, keys or tables into the kernel', () => {
    const ATTACH_FILTER = 26;
    const TCP_ULP = 31;
    const NETFILTER = 64;
    const allows = (level: number, option: number): boolean =>
      rulesFor('setsockopt').some((rule) =>
        (rule.args ?? []).every((arg) => {
          const given = arg.index === 1 ? level : option;
          // Above 2^31 as numbers that JavaScript does not cut to 32 signed bits.
          return arg.op === 'SCMP_CMP_EQ'
            ? given === arg.value
            : Number(BigInt(given) & BigInt(arg.value)) === (arg.valueTwo ?? 0);
        }),
      );
    expect([allows(1, 2), allows(6, 1), allows(0, 1), allows(41, 26)]).toEqual([true, true, true, true]);
    expect(allows(1, ATTACH_FILTER)).toBe(false);
    expect(allows(1, 50)).toBe(false);
    expect(allows(6, TCP_ULP)).toBe(false);
    expect(allows(0, NETFILTER)).toBe(false);
    expect(allows(41, NETFILTER)).toBe(false);
    for (const level of [17, 132, 270, 279, 282, 284])
      expect([level, allows(level, 1)]).toEqual([level, false]);
  });

  it('lets no terminal be typed into, no line discipline be loaded and no filter be laid by prctl', () => {
    for (const request of [0x5412, 0x5423, 0x541c, 0x5410, 0x40049409]) {
      expect(valuesOf('ioctl', 1)).not.toContain(request);
    }
    for (const option of [22, 35, 59, 62]) expect(valuesOf('prctl', 0)).not.toContain(option);
    for (const name of ['ioctl', 'prctl', 'setsockopt']) {
      expect(rulesFor(name).every((rule) => (rule.args ?? []).length > 0)).toBe(true);
    }
  });
});

describe('the profile for a runtime with a kernel of its own', () => {
  it('allows what is refused with an answer that only the host’s kernel gives, and nothing else', () => {
    const own = JSON.parse(profileForOwnKernel(TEXT)) as SeccompProfile;
    const names = (profile: SeccompProfile): string[] => allowing(profile).flatMap((rule) => rule.names);
    const more = names(own).filter((name) => !names(PROFILE).includes(name));
    expect(more.toSorted()).toEqual([
      'clone3',
      'epoll_pwait2',
      'execveat',
      'fchmodat2',
      'futex_waitv',
      'splice',
    ]);
    expect(own.defaultAction).toBe('SCMP_ACT_ERRNO');
    expect(allowing(own).filter((rule) => rule.args !== undefined)).toEqual(
      allowing(PROFILE).filter((rule) => rule.args !== undefined),
    );
  });
});
