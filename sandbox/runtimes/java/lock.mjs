// Makes packages.lock anew from pom.xml. It takes Maven and a JDK on this machine; nothing else here does.
//
//     node sandbox/runtimes/java/lock.mjs
//
// A line is the checksum of a jar and its path in a Maven repository.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-java-'));
try {
  execFileSync(
    'mvn',
    [
      '--batch-mode',
      '--quiet',
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      '-Dmdep.useRepositoryLayout=true',
      `-DoutputDirectory=${folder}`,
    ],
    { cwd: here, stdio: 'inherit' },
  );
  const jars = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.jar'));
  const lines = jars.sort().map((jar) => {
    const sha256 = createHash('sha256').update(readFileSync(path.join(folder, jar)));
    return `${sha256.digest('hex')}  ${jar}\n`;
  });
  writeFileSync(path.join(here, 'packages.lock'), lines.join(''));
} finally {
  rmSync(folder, { recursive: true });
}
