import type { Draft, SourceFile } from '@assay/contracts';
import { differences, digest, type LocalDraft, reconcile, sameFiles } from './draft-reconciliation';

const main = (content: string): SourceFile[] => [{ path: 'main.ts', content }];
const onServer = (content: string, revision: number): Draft => ({
  language: 'typescript',
  files: main(content),
  revision,
  savedAt: null,
});
const inBrowser = (content: string, revision: number, sent: string[] = []): LocalDraft => ({
  files: main(content),
  revision,
  sent,
  changedAt: 0,
});

describe('opening a draft', () => {
  it('takes the server’s where the browser holds nothing', () => {
    expect(reconcile(onServer('a', 3), undefined)).toEqual({
      kind: 'use',
      files: main('a'),
      revision: 3,
      unsaved: false,
    });
  });

  it('recovers unsaved text that grew from the server’s revision', () => {
    expect(reconcile(onServer('a', 3), inBrowser('ab', 3))).toEqual({
      kind: 'use',
      files: main('ab'),
      revision: 3,
      unsaved: true,
    });
  });

  it('has nothing left to save where both agree, even if the answer to the save was lost', () => {
    expect(reconcile(onServer('ab', 4), inBrowser('ab', 3))).toMatchObject({ revision: 4, unsaved: false });
  });

  it('goes on from a save of its own whose answer was lost', () => {
    const local = inBrowser('abc', 3, [digest(main('ab')), digest(main('abc'))]);
    expect(reconcile(onServer('ab', 4), local)).toEqual({
      kind: 'use',
      files: main('abc'),
      revision: 4,
      unsaved: true,
    });
  });

  it('asks where another window has saved since', () => {
    expect(reconcile(onServer('other', 4), inBrowser('ab', 3))).toEqual({
      kind: 'conflict',
      mine: main('ab'),
      theirs: onServer('other', 4),
    });
    expect(reconcile(onServer('other', 4), inBrowser('ab', 3, [digest(main('a'))])).kind).toBe('conflict');
  });
});

describe('sets of files', () => {
  const two: SourceFile[] = [
    { path: 'a.ts', content: '1' },
    { path: 'b.ts', content: '2' },
  ];

  it('are the same in any order', () => {
    expect(sameFiles(two, [...two].reverse())).toBe(true);
    expect(digest(two)).toBe(digest([...two].reverse()));
  });

  it('differ by text, path or number', () => {
    const text = [two[0], { path: 'b.ts', content: '3' }] as SourceFile[];
    const path = [two[0], { path: 'c.ts', content: '2' }] as SourceFile[];
    for (const other of [text, path, two.slice(1)]) {
      expect(sameFiles(two, other)).toBe(false);
      expect(digest(two)).not.toBe(digest(other));
    }
  });

  it('name what differs, by path', () => {
    expect(
      differences([...two, { path: 'z', content: '' }], [{ path: 'b.ts', content: 'x' }, ...two.slice(0, 1)]),
    ).toEqual([
      { path: 'b.ts', mine: '2', theirs: 'x' },
      { path: 'z', mine: '', theirs: null },
    ]);
  });
});
