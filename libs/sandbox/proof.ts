import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineFacts } from './engine';
import { infrastructure } from './errors';
import { probeLockdown, type ProbeReport } from './probe';
import { FILES_PROBE_SCRIPT, PROBE_SCRIPT } from './probe-script';
import type { EngineHost } from './host';

/**
 * The probe's report, from the file where it is still good. A refusal is never kept: it is looked at again each time.
 * @param proofFile where a report may be kept; undefined to probe in any case
 */
export async function provenLockdown(
  host: EngineHost,
  facts: EngineFacts,
  proofFile: string | undefined,
): Promise<ProbeReport> {
  if (proofFile === undefined) return probeLockdown(host, facts.KernelVersion);
  const key = await circumstances(host, facts);
  const kept = await readFile(proofFile, 'utf8')
    .then((text) => JSON.parse(text) as { key: string; report: ProbeReport })
    .catch(() => undefined);
  if (kept?.key === key) return kept.report;
  const report = await probeLockdown(host, facts.KernelVersion);
  if (report.refused.length === 0) {
    await mkdir(path.dirname(proofFile), { recursive: true });
    await writeFile(proofFile, JSON.stringify({ key, report }));
  }
  return report;
}

/**
 * All that a proof depends on: the boot, the engine with how it is set up, the image, the profile, the runtime, who asks,
 * and the probe itself.
 */
async function circumstances(host: EngineHost, facts: EngineFacts): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const image = await infrastructure('looking for the judge’s image', () =>
    host.docker.getImage('assay/judge:latest').inspect(),
  );
  const parts = [
    boot,
    facts.ID,
    facts.ServerVersion,
    facts.KernelVersion,
    facts.SecurityOptions,
    facts.DefaultRuntime,
    facts.Runtimes,
    image.Id,
    host.seccompProfile,
    host.runtime?.name,
    process.getuid?.(),
    PROBE_SCRIPT,
    FILES_PROBE_SCRIPT,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
