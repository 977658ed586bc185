import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const DOWNLOAD_MS = 60_000;

/** A program of a Debian package, or why it can't be had. */
export type DebianProgram = { readonly path: string } | { readonly absent: string };

/**
 * A program from the PATH, else from Debian's package of that name, which is unpacked into a folder of the tests' own and
 * not installed. Known before tests are declared, so that those that need it can be skipped by name.
 * @param libraries packages whose shared libraries it needs
 */
export function debianProgram(name: string, libraries: readonly string[] = []): DebianProgram {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
  if (found !== '') return { path: found };
  const folder = path.join(os.tmpdir(), `assay-test-packages-${process.getuid?.() ?? 0}`, name);
  const program = path.join(folder, 'run');
  if (existsSync(program)) return { path: program };
  mkdirSync(folder, { recursive: true });
  const said = spawnSync('apt-get', ['download', name, ...libraries], {
    cwd: folder,
    encoding: 'utf8',
    timeout: DOWNLOAD_MS,
  });
  if (said.status !== 0)
    return { absent: (said.stderr || 'there is no apt-get').trim().split('\n')[0] ?? '' };
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.deb')))
    spawnSync('dpkg-deb', ['-x', file, '.'], { cwd: folder });
  const unpacked = path.join(folder, 'usr/bin', name);
  const library = spawnSync('sh', ['-c', 'echo "$PWD"/usr/lib/*-linux-gnu'], {
    cwd: folder,
    encoding: 'utf8',
  });
  writeFileSync(program, `#!/bin/sh\nLD_LIBRARY_PATH='${library.stdout.trim()}' exec '${unpacked}' "$@"\n`, {
    mode: 0o755,
  });
  const works = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return works.status === 0 ? { path: program } : { absent: works.stderr.trim().split('\n')[0] ?? '' };
}
