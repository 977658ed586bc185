import type { ImageReport } from '@assay/contracts';
import { heartbeatOf, mergedReports } from './platform-state.service';

const report = (name: string, state: ImageReport['state'], reason: string | null = null): ImageReport => ({
  name,
  state,
  reason,
  version: null,
  bytes: null,
  builtAt: null,
});
const beat = (...images: ImageReport[]) => ({ ready: true, detail: '', images });

describe('heartbeats', () => {
  it('are read whole, with or without images', () => {
    const known = beat(report('runtime-node', 'ready'));
    expect(heartbeatOf(JSON.stringify(known))).toEqual(known);
    expect(heartbeatOf('{"ready":true,"detail":"2 slots"}')).toEqual({
      ready: true,
      detail: '2 slots',
      images: [],
    });
  });

  it('that are not a worker’s are passed over', () => {
    for (const text of [null, 'not json', '{"ready":"yes"}']) expect(heartbeatOf(text)).toBeUndefined();
  });
});

describe('the images of several workers', () => {
  it('are as ready as the best of them', () => {
    const merged = mergedReports([
      beat(report('runtime-java', 'off', 'no answer'), report('runtime-node', 'building')),
      beat(report('runtime-java', 'queued'), report('runtime-node', 'ready')),
      beat(report('runtime-go', 'off', 'no answer')),
    ]);
    expect([...merged.values()].map(({ name, state }) => [name, state])).toEqual([
      ['runtime-java', 'queued'],
      ['runtime-node', 'ready'],
      ['runtime-go', 'off'],
    ]);
  });
});
