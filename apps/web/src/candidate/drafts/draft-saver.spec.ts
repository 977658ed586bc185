import type { Draft, SourceFile } from '@assay/contracts';
import type { LocalDraft } from './draft-reconciliation';
import { DraftSaver, type SaveOutcome, type SaveState } from './draft-saver';

const main = (content: string): SourceFile[] => [{ path: 'main.ts', content }];
const draft = (content: string, revision: number): Draft => ({
  language: 'typescript',
  files: main(content),
  revision,
  savedAt: '2026-01-01T12:00:00.000Z',
});

/** A saver over a server that answers as told, in order; the last answer repeats. */
function aSaver(...answers: SaveOutcome[]) {
  const puts: { text: string; revision: number; keepalive: boolean }[] = [];
  const states: SaveState[] = [];
  const local: { kept: LocalDraft | undefined; full: boolean } = { kept: undefined, full: false };
  const saver = new DraftSaver({
    revision: 1,
    savedAt: null,
    put: (files, revision, keepalive) => {
      puts.push({ text: files[0]?.content ?? '', revision, keepalive });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return Promise.resolve(answer ?? { kind: 'offline' });
    },
    keepLocally: (kept) => {
      if (local.full) return false;
      local.kept = kept;
      return true;
    },
    forgetLocally: () => {
      local.kept = undefined;
    },
    onState: (state) => states.push(state),
  });
  return { saver, puts, states, local };
}
const saved = (revision: number): SaveOutcome => ({
  kind: 'saved',
  revision,
  savedAt: '2026-01-01T12:03:04.000Z',
});

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('saving a draft', () => {
  it('keeps the text in the browser first and sends it once typing pauses', async () => {
    const { saver, puts, local } = aSaver(saved(2));
    saver.change(main('a'));
    await jest.advanceTimersByTimeAsync(100);
    saver.change(main('ab'));
    await jest.advanceTimersByTimeAsync(150);
    expect(local.kept?.files).toEqual(main('ab'));
    expect(puts).toEqual([]);
    await jest.advanceTimersByTimeAsync(800);
    expect(puts).toEqual([{ text: 'ab', revision: 1, keepalive: false }]);
    expect(saver.state).toEqual({ kind: 'saved', at: '2026-01-01T12:03:04.000Z' });
    expect(local.kept).toBeUndefined();
  });

  it('saves on the revision that the last save gave', async () => {
    const { saver, puts } = aSaver(saved(2), saved(3));
    saver.change(main('a'));
    await saver.flush();
    saver.change(main('b'));
    await saver.flush();
    expect(puts.map((put) => put.revision)).toEqual([1, 2]);
  });

  it('tries again while the network is gone, later each time, and keeps the text meanwhile', async () => {
    const { saver, puts, local } = aSaver({ kind: 'offline' }, { kind: 'offline' }, saved(2));
    saver.change(main('a'));
    await saver.flush();
    expect(saver.state.kind).toBe('offline');
    expect(local.kept?.files).toEqual(main('a'));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(puts).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(puts).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(puts).toHaveLength(3);
    expect(saver.state.kind).toBe('saved');
  });

  it('shows a conflict and stops until a person has chosen', async () => {
    const { saver, puts } = aSaver({ kind: 'conflict', current: draft('theirs', 5) }, saved(6));
    saver.change(main('mine'));
    await saver.flush();
    expect(saver.state).toMatchObject({ kind: 'conflict', mine: main('mine'), theirs: { revision: 5 } });
    saver.change(main('mine, longer'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(puts).toHaveLength(1);
    saver.resolve('mine', main('mine, longer'));
    await jest.advanceTimersByTimeAsync(0);
    expect(puts[1]).toEqual({ text: 'mine, longer', revision: 5, keepalive: false });
    expect(saver.state.kind).toBe('saved');
  });

  it('takes theirs as saved', async () => {
    const { saver, puts, local } = aSaver({ kind: 'conflict', current: draft('theirs', 5) }, saved(6));
    saver.change(main('mine'));
    await saver.flush();
    saver.resolve('theirs', main('theirs'));
    expect(saver.state.kind).toBe('saved');
    expect(local.kept).toBeUndefined();
    saver.change(main('more'));
    await saver.flush();
    expect(puts[1]?.revision).toBe(5);
  });

  it('does not call its own lost answer a conflict', async () => {
    const { saver, puts } = aSaver(
      { kind: 'offline' },
      { kind: 'conflict', current: draft('a', 2) },
      saved(3),
    );
    saver.change(main('a'));
    await saver.flush();
    saver.change(main('ab'));
    await saver.flush();
    expect(puts.map((put) => put.revision)).toEqual([1, 1, 2]);
    expect(saver.state.kind).toBe('saved');
  });

  it('knows an older text of its own again after several lost answers', async () => {
    const lost: SaveOutcome = { kind: 'offline' };
    const { saver } = aSaver(lost, lost, { kind: 'conflict', current: draft('a', 2) }, saved(3));
    for (const text of ['a', 'ab', 'abc']) {
      saver.change(main(text));
      await saver.flush();
    }
    expect(saver.state.kind).toBe('saved');
  });

  it('does not claim that the browser kept what it could not keep', async () => {
    const { saver, local } = aSaver({ kind: 'offline' });
    local.full = true;
    saver.change(main('a'));
    await saver.flush();
    expect(saver.state).toEqual({ kind: 'offline', kept: false });
    local.full = false;
    await saver.flush();
    expect(saver.state).toEqual({ kind: 'offline', kept: true });
  });

  it('sends in a request that outlives the page when the page goes', () => {
    const { saver, puts, local } = aSaver(saved(2));
    saver.change(main('a'));
    saver.leave();
    expect(puts).toEqual([{ text: 'a', revision: 1, keepalive: true }]);
    expect(local.kept?.sent).toHaveLength(1);
  });

  it('sends nothing when nothing changed', async () => {
    const { saver, puts } = aSaver(saved(2));
    saver.leave();
    await saver.flush();
    expect(puts).toEqual([]);
  });

  it('says why the server refused, and tries again after the next change', async () => {
    const { saver, puts } = aSaver({ kind: 'refused', message: 'Too large.' }, saved(2));
    saver.change(main('a'));
    await saver.flush();
    expect(saver.state).toEqual({ kind: 'refused', message: 'Too large.' });
    saver.change(main('b'));
    await jest.advanceTimersByTimeAsync(800);
    expect(puts).toHaveLength(2);
    expect(saver.state.kind).toBe('saved');
  });
});
