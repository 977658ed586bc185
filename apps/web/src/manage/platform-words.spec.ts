import type { PlatformView } from '@assay/contracts';
import { formatMegabytes, needsOf, platformSummary, versionOf } from './platform-words';

const nothing = { memoryBytes: null, processes: null, openFiles: null, startMs: null };

describe('words for the platform', () => {
  it('say what a runtime needs, and nothing where it needs no more than any', () => {
    expect(needsOf({ memoryBytes: 671_088_640, processes: 256, openFiles: 1_024, startMs: 40_000 })).toBe(
      '640 MiB, 256 processes, 1024 open files, 40 s to start',
    );
    expect(needsOf(nothing)).toBe('–');
  });

  it('take the number out of what a program says of itself', () => {
    expect(versionOf({ version: 'v24.3.0' })).toBe('24.3.0');
    expect(versionOf({ version: 'Python 3.13.5' })).toBe('3.13.5');
    expect(versionOf({ version: 'mariadbd  Ver 11.8.3-MariaDB-0+deb13u1 for debian-linux' })).toBe(
      '11.8.3-MariaDB-0+deb13u1',
    );
    expect(versionOf({ version: null })).toBe('–');
  });

  it('tell sizes as Docker does', () => {
    expect(formatMegabytes(263_400_000)).toBe('263 MB');
    expect(formatMegabytes(null)).toBe('–');
  });

  it('sum up what is ready, on its way and off', () => {
    const part = (state: PlatformView['services'][number]['state']) => ({
      id: 'redis' as const,
      title: 'Redis 8',
      state,
      reason: null,
      version: null,
      bytes: null,
      builtAt: null,
      needs: nothing,
    });
    const services = [part('ready'), part('building'), part('queued'), part('off')];
    expect(platformSummary({ workers: 1, runtimes: [], services })).toEqual([
      '1 of 4 ready',
      '2 being prepared',
      '1 off',
      '1 worker',
    ]);
    expect(platformSummary({ workers: 2, runtimes: [], services: [part('ready')] })).toEqual([
      '1 of 1 ready',
      '2 workers',
    ]);
  });
});
