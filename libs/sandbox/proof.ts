import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { infrastructure } from './errors';
import { probeLockdown, type ProbeReport } from './probe';
import { PROBE_SCRIPT } from './probe-script';
import type { EngineHost } from './slot';

/**
 * The probe's report, from the file where it is still good. A refusal is never kept: it is looked at again each time.
 * @param proofFile where a report may be kept; undefined to probe in any case
 */
export async function provenLockdown(
  host: EngineHost,
  engineId: string,
  proofFile: string | undefined,
): Promise<ProbeReport> {
  if (proofFile === undefined) return probeLockdown(host);
  const key = await circumstances(host, engineId);
  const kept = await readFile(proofFile, 'utf8')
    .then((text) => JSON.parse(text) as { key: string; report: ProbeReport })
    .catch(() => undefined);
  if (kept?.key === key) return kept.report;
  const report = await probeLockdown(host);
  if (report.refused.length === 0) {
    await mkdir(path.dirname(proofFile), { recursive: true });
    await writeFile(proofFile, JSON.stringify({ key, report }));
  }
  return report;
}

/** All that a proof depends on: the boot, the engine, the image, the profile, the runtime, who asks, and the probe itself. */
async function circumstances(host: EngineHost, engineId: string): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const image = await infrastructure('looking for the judge’s image', () =>
    host.docker.getImage('assay/judge:latest').inspect(),
  );
  const parts = [
    boot,
    engineId,
    image.Id,
    host.seccompProfile,
    host.runtime,
    process.getuid?.(),
    PROBE_SCRIPT,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
