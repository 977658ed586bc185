import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox } from '@assay/sandbox';
import type { SeccompArgument, SeccompProfile, SeccompRule } from '../../libs/sandbox/seccomp';
import { engine, openTestSandbox, SANDBOX_DIR } from '../support/sandbox';
import { bareTrial, report } from '../support/trial';

jest.setTimeout(90_000);

const OURS = JSON.parse(readFileSync(path.join(SANDBOX_DIR, 'seccomp.json'), 'utf8')) as SeccompProfile;
const allowing = (profile: SeccompProfile): SeccompRule[] =>
  (profile.syscalls ?? []).filter((rule) => rule.action === 'SCMP_ACT_ALLOW');
const namesOf = (profile: SeccompProfile): Set<string> =>
  new Set(allowing(profile).flatMap((rule) => rule.names));

/** Where engines keep what they hand to the OCI runtime. */
const BUNDLES = [
  '/run/containerd/io.containerd.runtime.v2.task/moby',
  '/run/docker/containerd/daemon/io.containerd.runtime.v2.task/moby',
];
const HIDDEN =
  process.getuid?.() === 0 && BUNDLES.some((folder) => existsSync(folder))
    ? undefined
    : "what the engine hands to its runtime can't be read here";

/** Docker's default profile as this engine gives it to a container that has no capability. */
async function dockersDefault(): Promise<SeccompProfile> {
  const container = await engine.createContainer({
    Image: 'assay/judge:latest',
    Cmd: ['/usr/bin/sleep', '60'],
    HostConfig: { NetworkMode: 'none', CapDrop: ['ALL'] },
  });
  try {
    await container.start();
    const [file] = BUNDLES.map((folder) => path.join(folder, container.id, 'config.json')).filter(existsSync);
    if (file === undefined) throw new Error('the engine keeps its bundles elsewhere');
    const config = JSON.parse(readFileSync(file, 'utf8')) as { linux: { seccomp: SeccompProfile } };
    return config.linux.seccomp;
  } finally {
    await container.remove({ force: true });
  }
}

const AND = (value: number, mask: number): number => Number(BigInt(value) & BigInt(mask));

function holds(argument: SeccompArgument, given: number): boolean {
  switch (argument.op) {
    case 'SCMP_CMP_EQ':
      return given === argument.value;
    case 'SCMP_CMP_NE':
      return given !== argument.value;
    case 'SCMP_CMP_LT':
      return given < argument.value;
    case 'SCMP_CMP_MASKED_EQ':
      return AND(given, argument.value) === (argument.valueTwo ?? 0);
    default:
      throw new Error(`no meaning is known for ${argument.op}`);
  }
}

/** Whether a profile lets a call through that has these arguments, by their place; others may be anything. */
function allows(profile: SeccompProfile, name: string, given: ReadonlyMap<number, number>): boolean {
  return allowing(profile).some(
    (rule) =>
      rule.names.includes(name) &&
      (rule.args ?? []).every((argument) => {
        const value = given.get(argument.index);
        return value !== undefined && holds(argument, value);
      }),
  );
}

/** Arguments that a rule lets through. */
function exampleOf(rule: SeccompRule): Map<number, number> {
  return new Map(
    (rule.args ?? []).map((argument) => [
      argument.index,
      argument.op === 'SCMP_CMP_EQ' ? argument.value : (argument.valueTwo ?? 0),
    ]),
  );
}

(HIDDEN === undefined ? describe : describe.skip)(
  `the pinned profile beside Docker's default${HIDDEN === undefined ? '' : ` [${HIDDEN}]`}`,
  () => {
    let theirs: SeccompProfile;
    beforeAll(async () => {
      theirs = await dockersDefault();
    });

    test('it is the default that was read, and not ours', () => {
      expect(namesOf(theirs).size).toBeGreaterThan(280);
      expect(allows(theirs, 'ptrace', new Map())).toBe(true);
    });

    test('all that ours allows, Docker’s default allows too', () => {
      const more = allowing(OURS).flatMap((rule) =>
        rule.names
          .filter((name) => !allows(theirs, name, exampleOf(rule)))
          .map((name) => `${name} ${JSON.stringify(rule.args ?? [])}`),
      );
      expect(more).toEqual([]);
    });

    test('and much that Docker’s default allows, ours does not', () => {
      const ours = namesOf(OURS);
      const fewer = [...namesOf(theirs)].filter((name) => !ours.has(name));
      expect(fewer.length).toBeGreaterThan(100);
      expect(fewer).toEqual(
        expect.arrayContaining(['ptrace', 'io_setup', 'timer_create', 'semget', 'sync', 'vmsplice']),
      );
      const conditional = (profile: SeccompProfile): Set<string> =>
        new Set(allowing(profile).flatMap((rule) => ((rule.args ?? []).length > 0 ? rule.names : [])));
      expect([...conditional(OURS)]).toEqual(
        expect.arrayContaining(['socket', 'socketpair', 'setsockopt', 'ioctl', 'prctl', 'clone']),
      );
    });
  },
);

interface Narrow {
  readonly calls: Record<string, string>;
  readonly sockets: Record<string, string>;
  readonly options: Record<string, string>;
  readonly usual: Record<string, string>;
}

describe('the pinned profile in a subject', () => {
  let sandbox: Sandbox;
  let said: Narrow;
  beforeAll(async () => {
    sandbox = await openTestSandbox();
    said = await report<Narrow>(sandbox, await bareTrial(), 'narrow.py');
  });
  afterAll(() => sandbox.pool.close());

  const refusals = (of: Record<string, string>): [string, string][] =>
    Object.entries(of).filter(([, answer]) => answer !== 'EPERM');

  test('calls that Docker lets through are refused', () => {
    expect(refusals(said.calls)).toEqual([]);
    expect(Object.keys(said.calls).length).toBeGreaterThanOrEqual(18);
  });

  test('sockets of other protocols are refused, and options that put things into the kernel', () => {
    expect(refusals(said.sockets)).toEqual([]);
    expect(refusals(said.options)).toEqual([]);
    expect(Object.keys(said.sockets)).toHaveLength(12);
  });

  test('what every server does still goes', () => {
    expect(Object.entries(said.usual).filter(([, answer]) => answer !== 'allowed')).toEqual([]);
  });
});
