import type { SequencedSubmissionEvent, SubmissionEvent } from '@assay/contracts';
import { ClaimLostError, EventWriter } from './event-writer';

const started = (id: string): SubmissionEvent => ({ type: 'test-started', id });

/** A sink whose writes wait until they are let through. */
function aSink() {
  const batches: SequencedSubmissionEvent[][] = [];
  const waiting: ((owned: boolean) => void)[] = [];
  const told: number[] = [];
  const lost: unknown[] = [];
  return {
    batches,
    told,
    lost,
    async letThrough(owned = true) {
      waiting.shift()?.(owned);
      await new Promise((resolve) => setImmediate(resolve));
    },
    append: (events: readonly SequencedSubmissionEvent[]) => {
      batches.push([...events]);
      return new Promise<boolean>((resolve) => waiting.push(resolve));
    },
    written: (seq: number) => told.push(seq),
  };
}

function writerOf(sink: ReturnType<typeof aSink>, paceMs = 0) {
  return new EventWriter(
    2,
    {
      append: sink.append,
      written: sink.written,
      lost: (error) => sink.lost.push(error),
    },
    paceMs,
  );
}

describe('the event writer', () => {
  it('writes the first at once and the rest together, in order', async () => {
    const sink = aSink();
    const writer = writerOf(sink);
    for (const id of ['a', 'b', 'c']) writer.push(started(id));
    expect(sink.batches.map((batch) => batch.map((one) => one.seq))).toEqual([[3]]);
    await sink.letThrough();
    expect(sink.batches.map((batch) => batch.map((one) => one.seq))).toEqual([[3], [4, 5]]);
    const drained = writer.drained();
    await sink.letThrough();
    await drained;
    expect(sink.told).toEqual([3, 5]);
    expect(writer.numbered(started('d')).seq).toBe(6);
  });

  it('gathers what comes shortly after a write, and writes it at once when the judging ends', async () => {
    const sink = aSink();
    const writer = writerOf(sink, 60_000);
    writer.push(started('a'));
    await sink.letThrough();
    writer.push(started('b'));
    writer.push(started('c'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(sink.batches).toHaveLength(1);
    const drained = writer.drained();
    await new Promise((resolve) => setImmediate(resolve));
    expect(sink.batches.map((batch) => batch.map((one) => one.seq))).toEqual([[3], [4, 5]]);
    await sink.letThrough();
    await drained;
    expect(sink.told).toEqual([3, 5]);
  });

  it('writes nothing more once the claim is gone', async () => {
    const sink = aSink();
    const writer = writerOf(sink);
    writer.push(started('a'));
    writer.push(started('b'));
    await sink.letThrough(false);
    await writer.drained();
    writer.push(started('c'));
    expect(sink.batches).toHaveLength(1);
    expect(sink.told).toEqual([]);
    expect(sink.lost).toEqual([expect.any(ClaimLostError)]);
  });
});
