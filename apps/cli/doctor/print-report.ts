import type { DoctorReport, RuntimeReport, ServiceReport } from './examine';

const MIB = 1024 ** 2;

/** The report for people. */
export function reportText(report: DoctorReport): string {
  const { engine, lockdown, memoryBudgetBytes } = report;
  const facts: [string, string][] = [
    [
      'Engine',
      engine === null
        ? 'does not answer'
        : `Docker ${engine.version}, ${engine.storage}; ${engine.system}, kernel ${engine.kernel}, cgroup v${engine.cgroup}`,
    ],
    [
      'Machine',
      engine === null ? '–' : `${String(engine.processors)} processors, ${mib(engine.memoryBytes)} of memory`,
    ],
    [
      'Lock-down',
      lockdown.holds
        ? `holds: ${String(lockdown.checks.length)} limits tried; socket buffers capped by ${lockdown.socketCap ?? '–'}`
        : `REFUSED: ${lockdown.fault ?? ''}`,
    ],
    ['Slots', memoryBudgetBytes === null ? '–' : `${mib(memoryBudgetBytes)} for all together`],
  ];
  const lines = facts.map(([name, text]) => `${name.padEnd(10)} ${text}`);
  lines.push('', ...runtimeTable(report.runtimes), '', ...serviceTable(report.services));
  const needs = report.runtimes.filter((one) => Object.keys(one.needs).length > 0);
  if (needs.length > 0)
    lines.push(
      '',
      'Needs are the least that a subject gets, as measured; a challenge’s own limits count where they are higher.',
    );
  const brings = report.runtimes.filter((one) => one.frameworks.length > 0);
  if (brings.length > 0) lines.push('', 'What a solution may use with no install:');
  for (const { title, frameworks } of brings) lines.push(`  ${title}: ${frameworks.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function runtimeTable(runtimes: readonly RuntimeReport[]): string[] {
  const rows = runtimes.map((one) => [
    one.title,
    versionText(one),
    one.languages.join(', '),
    megabytes(one.bytes),
    seconds(one.coldMs),
    seconds(one.warmMs),
    runtimeNeeds(one),
    stateText(one),
  ]);
  return table(
    ['Runtime', 'Version', 'Languages', 'Image', 'Cold', 'Warm', 'Needs', 'State'],
    rows,
    [3, 4, 5],
  );
}

function serviceTable(services: readonly ServiceReport[]): string[] {
  const rows = services.map((one) => [
    one.title,
    versionText(one),
    megabytes(one.bytes),
    seconds(one.startMs),
    `${mib(one.needs.memory)} and ${mib(one.needs.data)} for data, ${String(one.needs.processes)} processes`,
    stateText(one),
  ]);
  return table(['Service', 'Version', 'Image', 'Start', 'Needs', 'State'], rows, [2, 3]);
}

/** `Python 3.13.5` → `3.13.5`. */
function versionText({ version }: { readonly version: string | null }): string {
  if (version === null) return '–';
  return /\d+(?:\.\d+)+/.exec(version)?.[0] ?? version;
}

function runtimeNeeds({ needs }: RuntimeReport): string {
  const parts = [
    needs.memory === undefined ? [] : [mib(needs.memory)],
    needs.processes === undefined ? [] : [`${String(needs.processes)} processes`],
    needs.start === undefined ? [] : [`${String(needs.start / 1000)} s to start`],
  ].flat();
  return parts.length === 0 ? '–' : parts.join(', ');
}

function stateText({ state, reason }: RuntimeReport | ServiceReport): string {
  if (state === 'ready') return reason ?? 'ready';
  return reason === null ? state : `${state}: ${reason}`;
}

function mib(bytes: number): string {
  return bytes >= 10 * 1024 * MIB
    ? `${(bytes / 1024 / MIB).toFixed(1)} GiB`
    : `${(bytes / MIB).toFixed(0)} MiB`;
}

/** Images are told in megabytes, as Docker does. */
function megabytes(bytes: number | null): string {
  return bytes === null ? '–' : `${(bytes / 1e6).toFixed(0)} MB`;
}

function seconds(ms: number | null): string {
  if (ms === null) return '–';
  return ms < 1_000 ? `${String(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[],
): string[] {
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => (right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
