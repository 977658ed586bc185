import type { LocalDraft } from './draft-reconciliation';
import { type DraftPlace, LocalDrafts } from './local-drafts';

const PLACE: DraftPlace = { attemptId: 'a', challenge: 'c', language: 'typescript' };
const draft = (content: string, changedAt: number): LocalDraft => ({
  files: [{ path: 'main.ts', content }],
  revision: 1,
  sent: [],
  changedAt,
});

/** A browser's storage with room for so many entries. */
function aStorage(room = Number.POSITIVE_INFINITY) {
  const held = new Map<string, string>();
  return {
    held,
    get length() {
      return held.size;
    },
    key: (index: number) => [...held.keys()][index] ?? null,
    getItem: (key: string) => held.get(key) ?? null,
    removeItem: (key: string) => {
      held.delete(key);
    },
    setItem: (key: string, value: string) => {
      if (held.size >= room && !held.has(key)) throw new Error('QuotaExceededError');
      held.set(key, value);
    },
  };
}

describe('drafts in the browser', () => {
  it('of two pages stand side by side', () => {
    const storage = aStorage();
    new LocalDrafts(storage, 'one').keep(PLACE, draft('from one', 1));
    new LocalDrafts(storage, 'two').keep(PLACE, draft('from two', 2));
    expect(storage.held.size).toBe(2);
  });

  it('are taken over by the next page, the newest first, one at a time', () => {
    const storage = aStorage();
    new LocalDrafts(storage, 'one').keep(PLACE, draft('older', 1));
    new LocalDrafts(storage, 'two').keep(PLACE, draft('newer', 2));
    const next = new LocalDrafts(storage, 'three');
    expect(next.takeOver(PLACE)?.files[0]?.content).toBe('newer');
    next.forget(PLACE);
    expect(new LocalDrafts(storage, 'four').takeOver(PLACE)?.files[0]?.content).toBe('older');
  });

  it('of another challenge or language are left alone', () => {
    const storage = aStorage();
    new LocalDrafts(storage, 'one').keep({ ...PLACE, language: 'python' }, draft('python', 1));
    expect(new LocalDrafts(storage, 'two').takeOver(PLACE)).toBeUndefined();
    expect(storage.held.size).toBe(1);
  });

  it('that can not be read are passed over', () => {
    const storage = aStorage();
    storage.setItem('assay:draft:a:c:typescript:broken', '{');
    storage.setItem('assay:draft:a:c:typescript:strange', '{"files": 1}');
    expect(new LocalDrafts(storage, 'two').takeOver(PLACE)).toBeUndefined();
  });

  it('say so when there is no room, and lose nothing that was there', () => {
    const storage = aStorage(1);
    expect(new LocalDrafts(storage, 'one').keep(PLACE, draft('first', 1))).toBe(true);
    const full = new LocalDrafts(storage, 'two');
    expect(full.keep(PLACE, draft('second', 2))).toBe(false);
    expect(full.takeOver(PLACE)?.files[0]?.content).toBe('first');
    expect(storage.held.size).toBe(1);
  });
});
