import type { ImageNeeds, PlatformView } from '@assay/contracts';

const MIB = 1024 ** 2;

/** `640 MiB, 256 processes, 40 s to start`; `–` where nothing was measured to be needed. */
export function needsOf({ memoryBytes, processes, openFiles, startMs }: ImageNeeds): string {
  const parts = [
    memoryBytes === null ? null : `${Math.round(memoryBytes / MIB)} MiB`,
    processes === null ? null : `${processes} processes`,
    openFiles === null ? null : `${openFiles} open files`,
    startMs === null ? null : `${startMs / 1000} s to start`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '–' : parts.join(', ');
}

/** As Docker counts. */
export function formatMegabytes(bytes: number | null): string {
  return bytes === null ? '–' : `${Math.round(bytes / 1e6)} MB`;
}

/** The number in what a program says of itself: `Python 3.13.5` → `3.13.5`, `v24.3.0` → `24.3.0`. */
export function versionOf({ version }: { readonly version: string | null }): string {
  return version === null ? '–' : (/\d+(?:\.\d+)+(?:[-+.\w]*\w)?/.exec(version)?.[0] ?? version);
}

/** How many of all are ready, being prepared, off. */
export function platformSummary({ runtimes, services, workers }: PlatformView): string[] {
  const parts = [...runtimes, ...services];
  const count = (...states: PlatformView['runtimes'][number]['state'][]): number =>
    parts.filter(({ state }) => states.includes(state)).length;
  const preparing = count('building', 'queued');
  const off = count('off');
  return [
    `${count('ready')} of ${parts.length} ready`,
    ...(preparing > 0 ? [`${preparing} being prepared`] : []),
    ...(off > 0 ? [`${off} off`] : []),
    `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
  ];
}
