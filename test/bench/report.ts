import type { Judged } from './contender';
import type { MachineLine } from './machine-line';
import type { Samples } from './measure';
import { rounded, spreadOf, type Spread } from './statistics';

/** Numbers of one reference of a challenge, milliseconds. */
export interface ReportRow {
  readonly challenge: string;
  readonly language: string;
  /** Its name in the challenge: the language, or the language and a framework. */
  readonly reference: string;
  readonly n: number;
  /** The suite in a plain shell, its test runner loaded and connected before the clock starts. */
  readonly plainMs: Spread | undefined;
  /** The same with the start of the test runner. */
  readonly plainColdMs: Spread | undefined;
  /** From the request to the verdict, with a slot waiting. */
  readonly platformMs: Spread | undefined;
  /** The same at once after another submission. */
  readonly platformBackToBackMs: Spread | undefined;
  /** Median of the platform over median of the plain shell. Below 1: the platform is sooner. */
  readonly ratio: number | undefined;
  readonly firstResultMs: Spread | undefined;
  readonly plainFirstResultMs: Spread | undefined;
  /** Median of each phase on the platform. */
  readonly phases: Readonly<Record<string, number>>;
  /** Medians of the plain shell: until the program listens, and from there. */
  readonly plainPhases: Readonly<Record<string, number>>;
  /** Submissions that found no warm slot though one was waited for. */
  readonly cold: number;
  /** Runs that did not pass every test, and are in no number. */
  readonly discarded: readonly string[];
}

/** The document that `--json` prints. */
export interface BenchReport {
  readonly machine: MachineLine;
  readonly mode: 'platform' | 'direct';
  readonly startedAt: string;
  readonly durationMs: number;
  readonly results: readonly ReportRow[];
  readonly leftOut: readonly LeftOut[];
}

/** What could not be measured. */
export interface LeftOut {
  readonly challenge: string;
  readonly reference: string;
  readonly reason: string;
}

export function rowOf(
  challenge: string,
  { language, reference }: { language: string; reference: string },
  samples: Samples,
): ReportRow {
  const plainMs = spreadOf(samples.plain.map((run) => run.totalMs));
  const platformMs = spreadOf(samples.platform.map((run) => run.totalMs));
  return {
    challenge,
    language,
    reference,
    n: Math.min(samples.plain.length, samples.platform.length),
    plainMs,
    plainColdMs: spreadOf(samples.plainCold.map((run) => run.totalMs)),
    platformMs,
    platformBackToBackMs: spreadOf(samples.backToBack.map((run) => run.totalMs)),
    ratio:
      plainMs === undefined || platformMs === undefined
        ? undefined
        : rounded(platformMs.median / plainMs.median),
    firstResultMs: spreadOf(samples.platform.map((run) => run.firstResultMs)),
    plainFirstResultMs: spreadOf(samples.plain.map((run) => run.firstResultMs)),
    phases: medians(samples.platform.map(phasesOf)),
    plainPhases: medians(
      samples.plain.map((run) => ({ startMs: run.startMs, testsMs: run.totalMs - run.startMs })),
    ),
    cold: samples.platform.filter((run) => run.phases.prepareMs !== undefined).length,
    discarded: samples.discarded,
  };
}

function phasesOf({ phases, more }: Judged): Record<string, number | undefined> {
  return { ...phases, ...more };
}

function medians(samples: readonly Record<string, number | undefined>[]): Record<string, number> {
  const names = new Set(samples.flatMap((sample) => Object.keys(sample)));
  const found: Record<string, number> = {};
  for (const name of names) {
    const spread = spreadOf(samples.map((sample) => sample[name]).filter((value) => value !== undefined));
    if (spread !== undefined) found[name] = spread.median;
  }
  return found;
}

/** For people. */
export function tableOf({ machine, mode, results, leftOut, durationMs }: BenchReport): string {
  const head = [
    'challenge',
    'reference',
    'n',
    'plain',
    'p95',
    'cold',
    mode,
    'p95',
    'back-to-back',
    'ratio',
    'first result',
    'p95',
  ];
  const rows = results.map((row) => [
    row.challenge,
    row.reference,
    String(row.n),
    ms(row.plainMs?.median),
    ms(row.plainMs?.p95),
    ms(row.plainColdMs?.median),
    ms(row.platformMs?.median),
    ms(row.platformMs?.p95),
    ms(row.platformBackToBackMs?.median),
    row.ratio?.toFixed(2) ?? '–',
    ms(row.firstResultMs?.median),
    ms(row.firstResultMs?.p95),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  const phases = results.map((row) => {
    const side = (values: Readonly<Record<string, number>>): string =>
      Object.entries(values)
        .map(([name, value]) => `${name.replace(/Ms$/, '')} ${ms(value)}`)
        .join(', ');
    const notes = [
      ...(row.cold === 0 ? [] : [`${row.cold} found no warm slot`]),
      ...(row.discarded.length === 0 ? [] : [`discarded: ${row.discarded.join('; ')}`]),
    ];
    return [
      `${row.challenge} · ${row.reference}`,
      `  ${mode}: ${side(row.phases)}`,
      `  plain: ${side(row.plainPhases)}`,
      ...notes.map((note) => `  ${note}`),
    ].join('\n');
  });
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Linux ${machine.kernel}, Docker ${machine.engine}, cgroup v${machine.cgroup}`,
    '',
    line(head),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
    '',
    'Milliseconds, medians; ratio below 1: the platform is sooner than the plain shell. Phases:',
    '',
    ...phases,
    '',
    ...leftOut.map(
      ({ challenge, reference, reason }) => `${challenge} · ${reference} was not measured: ${reason}`,
    ),
    `measured in ${Math.round(durationMs / 1000)} s`,
  ].join('\n');
}

function ms(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
