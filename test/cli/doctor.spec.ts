import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assay, ROOT } from '../support/cli';

interface Part {
  id: string;
  state: string;
  reason: string | null;
  bytes: number | null;
}
interface DoctorDocument {
  ok: boolean;
  engine: { version: string; cgroup: string; memoryBytes: number } | null;
  lockdown: { holds: boolean; checks: string[]; fault: string | null };
  memoryBudgetBytes: number | null;
  runtimes: (Part & { languages: string[]; coldMs: number | null; warmMs: number | null })[];
  services: (Part & { startMs: number | null })[];
}

describe('assay doctor', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'assay-doctor-test-'));
    // One runtime, one service, and a runtime that nobody has built: measuring all takes too long for a test.
    const source = path.join(ROOT, 'sandbox');
    await mkdir(path.join(folder, 'services'));
    await cp(path.join(source, 'seccomp.json'), path.join(folder, 'seccomp.json'));
    await cp(path.join(source, 'runtimes/python'), path.join(folder, 'runtimes/python'), { recursive: true });
    await cp(path.join(source, 'services/redis'), path.join(folder, 'services/redis'), { recursive: true });
    await mkdir(path.join(folder, 'runtimes/nowhere'));
    await writeFile(
      path.join(folder, 'runtimes/nowhere/runtime.yaml'),
      'schema: 1\ntitle: Nowhere 1\ncommand: [nowhere]\nlanguages:\n  - { id: nowhere, name: Nowhere, entry: main.now }\n',
    );
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const doctor = async (args: string[], env: Record<string, string> = {}) => {
    const result = await assay(['doctor', '--json', ...args], { SANDBOX_DIR: folder, ...env });
    return { ...result, report: JSON.parse(result.stdout) as DoctorDocument };
  };

  it('measures what is there, and says of the rest that it is off and why', async () => {
    const { code, report } = await doctor([]);
    expect(code).toBe(0);
    expect(report.ok).toBe(true);
    expect(report.lockdown).toMatchObject({ holds: true, fault: null });
    expect(report.lockdown.checks).toEqual(expect.arrayContaining(['capabilities', 'memory', 'seccomp']));
    expect(report.memoryBudgetBytes).toBeLessThan(report.engine?.memoryBytes ?? 0);

    const python = report.runtimes.find((runtime) => runtime.id === 'python');
    expect(python).toMatchObject({ state: 'ready', reason: null, languages: ['Python'] });
    expect(python?.bytes).toBeGreaterThan(50_000_000);
    expect(python?.warmMs).toBeGreaterThan(0);
    expect(python?.coldMs).toBeGreaterThan(python?.warmMs ?? 0);

    const nowhere = report.runtimes.find((runtime) => runtime.id === 'nowhere');
    expect(nowhere).toMatchObject({ state: 'off', coldMs: null, warmMs: null });
    expect(nowhere?.reason).toContain('assay images build');

    const redis = report.services.find((service) => service.id === 'redis');
    expect(redis).toMatchObject({ state: 'ready', reason: null });
    expect(redis?.startMs).toBeGreaterThan(0);
  });

  it('is quick where nothing is to be measured, and prints a table', async () => {
    const { code, stdout } = await assay(['doctor', '--quick'], { SANDBOX_DIR: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Engine {5}Docker \d/m);
    expect(stdout).toMatch(/^Lock-down {2}holds: \d+ limits tried/m);
    expect(stdout).toMatch(/^Runtime .*Version .*Languages .*Image .*Cold .*Warm .*Needs .*State$/m);
    expect(stdout).toMatch(/^Nowhere 1 .*off: /m);
  });

  it('ends with 1 and says so where no engine answers', async () => {
    const { code, report } = await doctor(['--quick'], { DOCKER_HOST: 'unix:///nonexistent/docker.sock' });
    expect(code).toBe(1);
    expect(report).toMatchObject({ ok: false, engine: null });
    expect(report.lockdown.fault).toContain('/nonexistent/docker.sock');
  });

  it('ends with 2 when the call is wrong', async () => {
    expect((await assay(['doctor', '--slowly'])).code).toBe(2);
  });
});
