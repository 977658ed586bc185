import { existsSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connectEngine, LockdownError, openSandbox, type SandboxOptions } from '@assay/sandbox';
import { createJudging } from '@assay/judging';
import { noSecondEngine, SecondEngine, type EngineSetup } from '../faults/second-engine';
import { assay, ROOT } from '../support/cli';
import { debianProgram, type DebianProgram } from '../support/debian-program';
import { sandboxOptions } from '../support/sandbox';
import { bareTrial, BARE_SCORE, referenceOf } from '../support/trial';

jest.setTimeout(240_000);

const absent = noSecondEngine();
const describeOnSecondEngine = absent === undefined ? describe : describe.skip;
const marked = (title: string): string => `${title}${absent === undefined ? '' : ` [${absent}]`}`;
const IMAGES = ['assay/judge:latest', 'assay/runtime-node:latest'];

const crun = absent === undefined ? debianProgram('crun', ['libyajl2']) : { absent };
/** gVisor with its platform systrap, which Debian 12 does not have: an operator's own, where it is. */
const gvisor = process.env['TEST_RUNSC'];
const debianRunsc = absent === undefined ? debianProgram('runsc') : { absent };

/** Controllers that are used as cgroup v2 beside v1: crun starts nothing where it sees them. */
const UNIFIED = '/sys/fs/cgroup/unified';
const hybrid =
  existsSync(UNIFIED) && readFileSync(path.join(UNIFIED, 'cgroup.controllers'), 'utf8').trim() !== '';

async function engineWith(setup: EngineSetup, folder?: string): Promise<SecondEngine> {
  const engine = await SecondEngine.start({ ...(hybrid ? { hidden: [UNIFIED] } : {}), ...setup }, folder);
  try {
    await engine.bring(connectEngine(process.env['DOCKER_HOST']), IMAGES);
    return engine;
  } catch (error) {
    await engine.remove();
    throw error;
  }
}

/** Judges the reference of the trial, and looks with which runtime each container ran. */
async function judged(
  engine: SecondEngine,
  ociRuntime?: string,
  proofFile?: string,
): Promise<{ score: number | null; runtimes: Record<string, string> }> {
  const challenge = await bareTrial();
  const judging = await createJudging(optionsOn(engine, ociRuntime, proofFile));
  const runtimes: Record<string, string> = {};
  const watch = setInterval(() => {
    void look(engine, runtimes);
  }, 100);
  try {
    const verdict = await judging.judge(referenceOf(challenge, 'javascript'));
    return { score: verdict.score, runtimes };
  } finally {
    clearInterval(watch);
    await judging.close();
  }
}

async function look(engine: SecondEngine, runtimes: Record<string, string>): Promise<void> {
  const containers = await engine.docker.listContainers({ filters: { label: ['assay.role'] } });
  for (const { Id, Labels } of containers) {
    // One that has gone meanwhile tells nothing.
    const told = await engine.docker
      .getContainer(Id)
      .inspect()
      .catch(() => undefined);
    const host = told?.HostConfig as { Runtime?: string } | undefined;
    if (host?.Runtime !== undefined) runtimes[Labels['assay.role'] ?? ''] = host.Runtime;
  }
}

function optionsOn(engine: SecondEngine, ociRuntime?: string, proofFile?: string): SandboxOptions {
  return sandboxOptions({ dockerHost: engine.host, ociRuntime, proofFile });
}

/** The checks that a runtime was refused for; empty when it was not. @throws what else is wrong */
async function refusedChecks(options: SandboxOptions): Promise<string[]> {
  try {
    await (await openSandbox(options)).pool.close();
    return [];
  } catch (error) {
    if (!(error instanceof LockdownError) || !error.message.startsWith('this host does not hold'))
      throw error;
    return [...error.message.matchAll(/(?:: |; )((?:[a-z]+: )?[a-z-]+(?: of [a-z/]+)?) \(/g)].map(
      (found) => found[1] ?? '',
    );
  }
}

describe('a runtime that the engine does not know', () => {
  const SANDBOX_RUNTIME = 'runs-in-dreams';
  const SAYS = /SANDBOX_RUNTIME is "runs-in-dreams", which the engine does not know/;

  test('is refused by "assay judge", and nothing is judged', async () => {
    const folder = path.join(ROOT, 'test/fixtures/challenges/slot-trial');
    const { code, stdout, stderr } = await assay(
      ['judge', folder, path.join(folder, 'reference/javascript')],
      { SANDBOX_RUNTIME },
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(SAYS);
    expect(stdout).not.toMatch(/Score/);
  });

  test('is refused by "assay doctor"', async () => {
    const { code, stdout } = await assay(['doctor', '--quick', '--json'], { SANDBOX_RUNTIME });
    const report = JSON.parse(stdout) as { ok: boolean; lockdown: { holds: boolean; fault: string } };
    expect(code).toBe(1);
    expect(report).toMatchObject({ ok: false, lockdown: { holds: false } });
    expect(report.lockdown.fault).toMatch(SAYS);
  });
});

describeOnSecondEngine(marked('another OCI runtime'), () => {
  let engine: SecondEngine;
  let folder: string;

  /** A runtime that leaves out something and is runc for the rest. */
  async function deaf(what: string): Promise<{ path: string }> {
    const file = path.join(folder, `deaf-${what}`);
    const script = path.join(ROOT, 'test/fixtures/deaf-runtime.cjs');
    await writeFile(file, `#!/bin/sh\nexec '${process.execPath}' '${script}' ${what} "$@"\n`);
    await chmod(file, 0o755);
    return { path: file };
  }

  beforeAll(async () => {
    folder = await SecondEngine.newFolder();
    const broken = path.join(folder, 'broken');
    await writeFile(broken, '#!/bin/sh\necho "it is broken" >&2\nexit 1\n', { mode: 0o755 });
    const gvisorArgs = ['--platform=systrap', '--network=host', '--oci-seccomp'];
    engine = await engineWith(
      {
        settings: {
          runtimes: {
            faithful: await deaf('nothing'),
            faithless: await deaf('everything'),
            broken: { path: broken },
            ...('path' in crun ? { crun: { path: crun.path } } : {}),
            ...('path' in debianRunsc
              ? { old: { path: debianRunsc.path, runtimeArgs: ['--network=host', '--oci-seccomp'] } }
              : {}),
            ...(gvisor === undefined
              ? {}
              : {
                  gvisor: { path: gvisor, runtimeArgs: gvisorArgs },
                  apart: { path: gvisor, runtimeArgs: ['--platform=systrap', '--oci-seccomp'] },
                }),
          },
        },
      },
      folder,
    );
  });
  afterAll(() => engine.remove());

  test('one that does as it is asked judges as the default one does, and runs the subject alone', async () => {
    const { score, runtimes } = await judged(engine, 'faithful', path.join(folder, 'proof.json'));
    expect(score).toBe(BARE_SCORE);
    expect(runtimes).toEqual({ judge: 'runc', subject: 'faithful' });
  });

  test('one that lays no filter, sets no limits and opens its walls is refused for each of them', async () => {
    const refused = await refusedChecks(optionsOn(engine, 'faithless'));
    const names = ['seccomp', 'system-calls', 'no-new-privileges', 'read-only-root', 'loopback', 'memory'];
    names.push('open-files', 'core-files', 'processes', 'processors');
    expect(refused).toEqual(expect.arrayContaining(names.map((name) => `faithless: ${name}`)));
  });

  test('one that is installed and starts nothing is refused, with its words', async () => {
    const opened = openSandbox(optionsOn(engine, 'broken'));
    await expect(opened).rejects.toThrow(LockdownError);
    await expect(opened).rejects.toThrow(/SANDBOX_RUNTIME "broken" can't serve: starting a probe/);
  });

  itUnless(absentOf('crun', crun))('crun judges', async () => {
    const { score, runtimes } = await judged(engine, 'crun');
    expect(score).toBe(BARE_SCORE);
    expect(runtimes).toMatchObject({ judge: 'runc', subject: 'crun' });
  });

  itUnless(absentOf('runsc', debianRunsc))(
    'a gVisor that does not hold the lock-down is refused',
    async () => {
      const refused = await refusedChecks(optionsOn(engine, 'old'));
      expect(refused.length).toBeGreaterThan(0);
      for (const name of refused) expect(name).toMatch(/^old: /);
    },
  );

  const noGvisor =
    gvisor === undefined ? "gvisor can't be had: TEST_RUNSC names no runsc with systrap" : undefined;

  itUnless(noGvisor)('gVisor judges, with every limit proven in its own form', async () => {
    const { score, runtimes } = await judged(engine, 'gvisor');
    expect(score).toBe(BARE_SCORE);
    expect(runtimes).toMatchObject({ judge: 'runc', subject: 'gvisor' });
  });

  itUnless(noGvisor)('gVisor with a network stack of its own is refused: it would not be heard', async () => {
    expect(await refusedChecks(optionsOn(engine, 'apart'))).toContain('apart: loopback');
  });

  test('a proof counts for the runtime as it was set up then, and not for its name', async () => {
    const options = optionsOn(engine, 'faithful', path.join(folder, 'proof.json'));
    // That of the first test.
    expect(existsSync(options.proofFile ?? '')).toBe(true);
    await engine.setRuntimes({ faithful: await deaf('filter') });
    expect(await refusedChecks(options)).toEqual(['faithful: seccomp', 'faithful: system-calls']);
  });
});

describeOnSecondEngine(marked('user ids of the host’s own'), () => {
  /** Somebody who is on every Debian; the ids are the engine's to map, and of no file of the host. */
  const settings = { 'userns-remap': 'nobody:nogroup' };
  const files = (ids: number): Record<string, string> => ({
    '/etc/subuid': `nobody:100000:${ids}\n`,
    '/etc/subgid': `nobody:100000:${ids}\n`,
  });

  const setup = (ids: number): EngineSetup => ({ settings, files: files(ids) });
  let engine: SecondEngine;
  beforeAll(async () => {
    engine = await engineWith(setup(2_000_000_001));
  });
  afterAll(() => engine.remove());

  test('an engine that maps enough of them judges, and root inside is nobody outside', async () => {
    const { score } = await judged(engine);
    expect(score).toBe(BARE_SCORE);
    const container = await engine.docker.createContainer({
      Image: 'assay/judge:latest',
      Cmd: ['/usr/bin/cat', '/proc/self/uid_map'],
      Tty: true,
      HostConfig: { NetworkMode: 'none' },
    });
    await container.start();
    await container.wait();
    const map = (await container.logs({ stdout: true })).toString('utf8').trim();
    expect(map.split(/\s+/)).toEqual(['0', '100000', '2000000001']);
  });

  test('one that maps fewer is refused, with the number that it takes', async () => {
    await engine.end('SIGTERM');
    engine = await SecondEngine.start(setup(65_536), engine.folder);
    const opened = openSandbox(optionsOn(engine));
    await expect(opened).rejects.toThrow(LockdownError);
    await expect(opened).rejects.toThrow(/remaps user ids, and must map those up to 2000000000/);
  });
});

function absentOf(name: string, program: DebianProgram): string | undefined {
  return 'path' in program ? undefined : `${name} can't be had: ${program.absent}`;
}

/** A test that is skipped by name and with its reason where there is one. */
function itUnless(reason: string | undefined): (title: string, work: () => Promise<void>) => void {
  return (title, work) => {
    if (reason === undefined) test(title, work);
    else test.skip(`${title} [${reason}]`, work);
  };
}
