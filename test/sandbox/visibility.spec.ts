import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Slot, Sandbox } from '@assay/sandbox';
import { engine, openTestSandbox, slotContainers } from '../support/sandbox';
import { report, trial } from '../support/trial';

jest.setTimeout(90_000);

interface Search {
  readonly found: [string, number][];
  readonly seen: { files: number; bytes: number };
  readonly processes: number;
  readonly abstract: string[];
  readonly judgeFolder: boolean;
  readonly dockerSocket: boolean;
  readonly environment: string[];
  readonly database: Record<string, string>;
}

/** Lines of the suite that say something, and what it expects. */
async function linesOfSuite(): Promise<string[]> {
  const source = await readFile(path.join((await trial()).dir, 'tests/trial.test.ts'), 'utf8');
  const lines = source.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => /WALRUS|reverse-turns-round|SELECT name|expect\(rows/.test(line));
  return ['the-walrus-counts-the-lanterns', ...telling];
}

/** The password that the suite has for the slot's database, as the engine gave it to the service. */
async function suitePassword(slot: Slot): Promise<string> {
  const service = (await slotContainers((one) => one.slot === slot.id)).find((one) => one.role === 'service');
  const { Config } = await engine.getContainer(service?.id ?? '').inspect();
  return Config.Env.find((line) => line.startsWith('SUITE_PASSWORD='))?.split('=')[1] ?? '';
}

const hex = (texts: readonly string[]): string[] => texts.map((text) => Buffer.from(text).toString('hex'));

describe('what a subject can see', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openTestSandbox();
  });
  afterAll(() => sandbox.pool.close());

  test('nothing of the suite, in files, environments, processes, sockets and the database', async () => {
    const needles = await linesOfSuite();
    expect(needles.length).toBeGreaterThanOrEqual(6);
    const search = await report<Search>(
      sandbox,
      await trial(),
      'search.py',
      { needles: hex(needles) },
      async (slot) => {
        await expectServiceWithout(slot, needles);
      },
    );
    expect(search.found).toEqual([]);
    // It did look: the image's files, its own process and process 1, and no process more.
    expect(search.seen.files).toBeGreaterThan(3_000);
    expect(search.processes).toBeLessThanOrEqual(3);
    expect(search.abstract).toEqual([]);
    expect(search.judgeFolder).toBe(false);
    expect(search.dockerSocket).toBe(false);
    expect(search.environment).toEqual(expect.arrayContaining(['DATABASE_URL', 'PORT', 'TRIAL_TOKEN']));
    expect(search.environment.join(' ')).not.toMatch(/SUITE|JUDGE|SEED|REDIS|SESSION/);
    expect(Number(search.database.connections)).toBeGreaterThan(0);
    expect(search.database).toMatchObject({
      passwords: 'refused 42501',
      file: 'refused 42501',
      environment: 'refused 42501',
      program: 'refused 42501',
      large: 'refused 42501',
      super: 'false',
      become: 'refused 42501',
      other: 'refused 42501',
    });
    // That the suite is connected can be seen; what it asks can't.
    expect(search.database.activity).toMatch(/^suite <insufficient privilege>/);
  });

  test('not the password of the suite', async () => {
    // Made with the slot, so it is looked for from outside, with the eyes of the subject's user.
    let password = '';
    const parameters = { needles: [], roots: ['/app'] };
    const first = await report<Search>(sandbox, await trial(), 'search.py', parameters, async (slot) => {
      password = await suitePassword(slot);
      const subject = (await slotContainers((one) => one.slot === slot.id)).find(
        (one) => one.role === 'subject',
      );
      const { Config, Mounts, HostConfig } = await engine.getContainer(subject?.id ?? '').inspect();
      expect(JSON.stringify([Config, Mounts, HostConfig])).not.toContain(password);
      expect(Mounts).toEqual([]);
      const all = await visibleText(subject?.id ?? '');
      expect(all).toContain('TRIAL_TOKEN');
      expect(all).not.toContain(password);
    });
    expect(password).toMatch(/^[0-9a-f]{43}$/);
    expect(first.judgeFolder).toBe(false);
  });

  test('and the search finds what is there', async () => {
    const search = await report<Search>(sandbox, await trial(), 'search.py', {
      needles: hex(['class ThreadingHTTPServer', 'planted in the parameters', 'first of the seed']),
      planted: 'planted in the parameters',
      roots: ['/app', '/opt/python/lib', '/usr/lib/python3.13/http'],
    });
    const places = search.found.map(([where, needle]) => `${needle} ${where}`);
    expect(places).toContain('1 /app/parameters.json');
    expect(places.some((place) => place.startsWith('0 ') && place.endsWith('/http/server.py'))).toBe(true);
  });
});

/** Environments, command lines and small files of a running container, read from inside as its own user. */
async function visibleText(container: string): Promise<string> {
  return inside(container, [
    '/bin/sh',
    '-c',
    'cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline /proc/net/unix /proc/self/mountinfo 2>/dev/null; find /app /tmp /dev/shm /etc /run -type f -size -64k -exec cat {} + 2>/dev/null; true',
  ]);
}

/** The service holds base data and passwords, and no line of a test. */
async function expectServiceWithout(slot: Slot, needles: readonly string[]): Promise<void> {
  const service = (await slotContainers((one) => one.slot === slot.id)).find((one) => one.role === 'service');
  const pattern = [...needles, 'first of the seed'].flatMap((needle) => ['-e', needle]);
  const hits = await inside(service?.id ?? '', [
    'grep',
    '-rlaF',
    ...pattern,
    '/data',
    '/tmp',
    '/var/lib/assay',
    '/etc',
  ]);
  // The seed's row is found, so the search sees the data.
  expect(hits).toContain('/data/cluster/base/');
  const suite = needles.flatMap((needle) => ['-e', needle]);
  expect(
    await inside(service?.id ?? '', ['grep', '-rlaF', ...suite, '/data', '/tmp', '/var/lib/assay', '/etc']),
  ).toBe('');
}

async function inside(container: string, command: string[]): Promise<string> {
  const exec = await engine
    .getContainer(container)
    .exec({ Cmd: command, AttachStdout: true, AttachStderr: false });
  const stream = await exec.start({ hijack: true, stdin: false });
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => stream.on('end', resolve));
  return Buffer.concat(chunks).toString('latin1');
}
