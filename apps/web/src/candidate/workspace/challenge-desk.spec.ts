import type { CandidateChallenge, SourceFile } from '@assay/contracts';
import { LocalDrafts } from '../drafts/local-drafts';
import { ChallengeDesk } from './challenge-desk';

const STARTER: SourceFile[] = [
  { path: 'main.ts', content: 'start' },
  { path: 'src/store.ts', content: 'store' },
];
const CHALLENGE: CandidateChallenge = {
  slug: 'payments',
  title: 'Payments',
  difficulty: 'intermediate',
  minutes: 45,
  topics: [],
  statement: '',
  languages: [
    {
      id: 'typescript',
      name: 'TypeScript',
      runtime: 'Node 24',
      entry: 'main.ts',
      editor: 'typescript',
      frameworks: [],
    },
    {
      id: 'python',
      name: 'Python',
      runtime: 'Python 3.13',
      entry: 'main.py',
      editor: 'python',
      frameworks: [],
    },
  ],
  starters: { typescript: STARTER, python: [{ path: 'main.py', content: 'py' }] },
  readOnly: { typescript: [], python: [] },
  groups: [],
  drafts: [],
  language: null,
};

function aDesk(challenge: CandidateChallenge = CHALLENGE) {
  const puts: { language: string; files: readonly SourceFile[] }[] = [];
  let revision = 0;
  const desk = new ChallengeDesk({
    attemptId: 'a',
    challenge,
    language: 'typescript',
    local: new LocalDrafts(window.localStorage, crypto.randomUUID()),
    put: (language, files) => {
      puts.push({ language, files });
      revision += 1;
      return Promise.resolve({ kind: 'saved', revision, savedAt: '2026-01-01T12:00:00.000Z' });
    },
  });
  return { desk, puts };
}
const paths = (desk: ChallengeDesk): string[] => desk.state().files.map((file) => file.path);

beforeEach(() => {
  window.localStorage.clear();
});

describe('the files of a challenge', () => {
  it('begin with the starter, its entry open, and nothing to save', async () => {
    const { desk, puts } = aDesk();
    expect(desk.state()).toMatchObject({ active: 'main.ts', tabs: ['main.ts'], recovered: false });
    await desk.flush();
    expect(puts).toEqual([]);
  });

  it('are saved after a change, and are not after none', async () => {
    const { desk, puts } = aDesk();
    desk.edit('main.ts', 'start');
    await desk.flush();
    expect(puts).toHaveLength(0);
    desk.edit('main.ts', 'changed');
    await desk.flush();
    expect(puts[0]?.files[0]?.content).toBe('changed');
    expect(desk.state().save.kind).toBe('saved');
  });

  it('refuse names that the server would refuse, in the same words', () => {
    const { desk } = aDesk();
    expect(desk.create('../evil.ts')).toContain('leaves the folder');
    expect(desk.create('main.ts')).toContain('twice');
    expect(desk.create('src')).toContain('both a file and a folder');
    expect(paths(desk)).toEqual(['main.ts', 'src/store.ts']);
  });

  it('can be made, renamed and deleted, with their tabs', () => {
    const { desk } = aDesk();
    expect(desk.create('lib/a.ts')).toBeUndefined();
    desk.edit('lib/a.ts', 'text');
    expect(desk.rename('lib/a.ts', 'lib/b.ts')).toBeUndefined();
    expect(desk.state()).toMatchObject({ active: 'lib/b.ts', tabs: ['main.ts', 'lib/b.ts'] });
    desk.remove('lib/b.ts');
    expect(desk.state()).toMatchObject({ active: 'main.ts', tabs: ['main.ts'] });
    expect(paths(desk)).toEqual(['main.ts', 'src/store.ts']);
  });

  it('stay as they are where the challenge says so', async () => {
    const { desk, puts } = aDesk({ ...CHALLENGE, readOnly: { typescript: ['src/store.ts'] } });
    expect(desk.isReadOnly('src/store.ts')).toBe(true);
    expect(desk.isReadOnly('main.ts')).toBe(false);
    desk.edit('src/store.ts', 'mine');
    desk.remove('src/store.ts');
    expect(desk.rename('src/store.ts', 'src/other.ts')).toContain('keeps its name');
    expect(desk.create('src/store.js')).toContain('read-only');
    expect(desk.rename('main.ts', 'src/Store.ts')).toContain('read-only');
    expect(desk.state().files).toEqual(STARTER);
    await desk.flush();
    expect(puts).toEqual([]);
  });

  it('go back to the starter, and back again', () => {
    const { desk } = aDesk();
    desk.edit('main.ts', 'mine');
    desk.remove('src/store.ts');
    const before = desk.state().generation;
    desk.resetToStarter();
    expect(desk.state().files).toEqual(STARTER);
    expect(desk.state().generation).toBeGreaterThan(before);
    desk.undoReset();
    expect(desk.state().files).toEqual([{ path: 'main.ts', content: 'mine' }]);
    expect(desk.state().beforeReset).toBeNull();
  });

  it('are kept apart by language', async () => {
    const { desk, puts } = aDesk();
    desk.edit('main.ts', 'mine');
    desk.chooseLanguage('python');
    expect(paths(desk)).toEqual(['main.py']);
    desk.edit('main.py', 'mine too');
    desk.chooseLanguage('typescript');
    expect(desk.state().files[0]?.content).toBe('mine');
    await desk.flush();
    expect(puts.map((put) => put.language).sort()).toEqual(['python', 'typescript']);
  });

  it('come back from a page that died before it could save', async () => {
    const first = aDesk();
    first.desk.edit('main.ts', 'unsaved');
    first.desk.stop();
    const second = aDesk();
    expect(second.desk.state()).toMatchObject({ recovered: true });
    expect(second.desk.state().files[0]?.content).toBe('unsaved');
    await second.desk.flush();
    expect(second.puts[0]?.files[0]?.content).toBe('unsaved');
    expect(window.localStorage.length).toBe(0);
  });

  it('ask where another window has saved in between', async () => {
    const first = aDesk();
    first.desk.edit('main.ts', 'mine');
    first.desk.stop();
    const theirs = {
      language: 'typescript',
      files: [{ path: 'main.ts', content: 'theirs' }],
      revision: 4,
      savedAt: null,
    };
    const { desk, puts } = aDesk({ ...CHALLENGE, drafts: [theirs] });
    expect(desk.state().save.kind).toBe('conflict');
    await desk.flush();
    expect(puts).toEqual([]);
    desk.resolve('theirs');
    expect(desk.state().files).toEqual(theirs.files);
    expect(desk.state().save.kind).toBe('saved');
  });
});
