import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { PROBE, runProbe, type ProbeCheck } from './probe-run';
import { BUSY_PROBE_SCRIPT, FILES_PROBE_SCRIPT } from './probe-script';
import type { EngineHost } from './host';

/**
 * Looks again, from outside, at limits that a kernel of the runtime's own does not keep or does not measure as the host's
 * does. None is let off: each has to bite in its other form. With the host's kernel there is no other form.
 */
export async function weighedFromOutside(
  host: EngineHost,
  checks: readonly ProbeCheck[],
): Promise<ProbeCheck[]> {
  const failed = (name: string): boolean =>
    checks.some(
      (check) => check.name.startsWith(name) && !check.ok && !check.detail.includes('ended before'),
    );
  const files = failed('inodes of ') ? await filesWithoutEnd(host) : undefined;
  const busy = failed('processors') ? await processorUse(host) : undefined;
  return checks.map((check) => {
    if (check.ok) return check;
    if (files !== undefined && check.name.startsWith('inodes of ') && check.detail.startsWith('no end'))
      return { ...check, ...files };
    if (busy !== undefined && check.name === 'processors') return { ...check, ...busy };
    return check;
  });
}

type Finding = Pick<ProbeCheck, 'ok' | 'detail'>;

/**
 * Its kernel may not count files. Each then takes memory of the container and nothing of the host's: so making them
 * without end must end at the memory limit.
 */
async function filesWithoutEnd(host: EngineHost): Promise<Finding> {
  const { output, code } = await runProbe(host, { script: () => FILES_PROBE_SCRIPT });
  const ended = output === '' ? `ended with exit code ${String(code)}` : output;
  return {
    ok: code === 137 && output === '',
    detail: `not counted by its own kernel; files without end: ${ended}`,
  };
}

/**
 * What its kernel books as processor time is no measure of the host's: the host's own account of the container is. On a
 * machine that is busy elsewhere nobody gets to the limit at once, so it is looked at until it has bitten.
 */
async function processorUse(host: EngineHost): Promise<Finding> {
  let finding: Finding = { ok: false, detail: 'two busy threads never ran' };
  const watch = async (id: string, said: () => string): Promise<void> => {
    const until = Date.now() + PATIENCE_MS;
    while (said() === '' && Date.now() < until) await sleep(50);
    if (said() === '') return;
    const before = await account(host.docker, id);
    do {
      await sleep(MEASURED_MS);
      finding = judgeProcessors(before, await account(host.docker, id));
    } while (!finding.ok && Date.now() < until);
  };
  await runProbe(host, { script: () => BUSY_PROBE_SCRIPT, watch });
  return finding;
}

const PATIENCE_MS = 25_000;
const MEASURED_MS = 2_000;

/** The host's account of a container at a moment: processor time used, milliseconds; periods in which it was held back. */
interface Account {
  readonly used: number;
  readonly at: number;
  readonly throttled: number;
}

/** Whether a container that asked for two processors was held to its share. */
export function judgeProcessors(before: Account, after: Account): Finding {
  const share = (after.used - before.used) / (after.at - before.at);
  const throttled = after.throttled - before.throttled;
  return {
    ok: share > 0 && share <= PROBE.cpu * 1.3 + 0.1 && throttled > 0,
    detail: `${share.toFixed(2)} used of ${String(PROBE.cpu)} by the host's account, held back ${String(throttled)} times`,
  };
}

async function account(docker: Docker, id: string): Promise<Account> {
  const stats = await docker.getContainer(id).stats({ stream: false, 'one-shot': true });
  const { cpu_usage: usage, throttling_data: throttling } = stats.cpu_stats;
  return {
    used: usage.total_usage / 1e6,
    at: Date.parse(stats.read),
    throttled: throttling.throttled_periods,
  };
}
