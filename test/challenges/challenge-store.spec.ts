import { ChallengeStore } from '@assay/challenges';
import { ChallengesFolder } from './challenge-folder';

const OTHER_ID = '11111111-6f0e-4a3c-9c4e-1f2d3a4b5c6d';
const ID = '0b8f6a52-6f0e-4a3c-9c4e-1f2d3a4b5c6d';

describe('a store of challenges', () => {
  let folder: ChallengesFolder;
  let store: ChallengeStore;

  beforeEach(async () => {
    folder = await ChallengesFolder.create();
    await folder.add('first');
    await folder.add('second');
    await folder.edit('second', 'challenge.yaml', ID, OTHER_ID);
    store = await ChallengeStore.open(folder.dir, { languages: ['javascript'], pollMs: 50 });
  });

  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  const slugs = (): string[] => store.list().map((challenge) => challenge.slug);
  const nextChange = (): Promise<void> =>
    new Promise((resolve) => {
      const end = store.onChange(() => {
        end();
        resolve();
      });
    });

  it('serves the good ones by slug', () => {
    expect(slugs()).toEqual(['first', 'second']);
    expect(store.get('first')?.manifest.title).toBe('Tiny');
    expect(store.get('unknown')).toBeUndefined();
    expect(store.faults()).toEqual([]);
  });

  it('refuses one that becomes faulty while the rest serve, and serves it again when it is mended', async () => {
    let change = nextChange();
    await folder.edit('first', 'challenge.yaml', 'weight: 100', 'weight: 99');
    await change;
    expect(slugs()).toEqual(['second']);
    expect(store.faults()).toMatchObject([{ slug: 'first', file: 'challenge.yaml', line: 12 }]);
    change = nextChange();
    await folder.edit('first', 'challenge.yaml', 'weight: 99', 'weight: 100');
    await change;
    expect(slugs()).toEqual(['first', 'second']);
    expect(store.faults()).toEqual([]);
  });

  it('sees a change by itself', async () => {
    const before = store.get('second')?.hash;
    const change = nextChange();
    await folder.edit('second', 'statement.md', 'It is right.', 'It is quite right.');
    await change;
    expect(store.get('second')?.statement).toContain('quite right');
    expect(store.get('second')?.hash).not.toBe(before);
  });

  it('takes in a new one and drops a removed one', async () => {
    await folder.copy('first', 'third');
    await folder.edit('third', 'challenge.yaml', ID, ID.replace('0b8f', '2222'));
    await folder.remove('second');
    await store.refresh();
    expect(slugs()).toEqual(['first', 'third']);
  });

  it('refuses a second challenge with the same id', async () => {
    await folder.copy('first', 'third');
    await store.refresh();
    expect(slugs()).toEqual(['first', 'second']);
    expect(store.faults()).toMatchObject([
      {
        slug: 'third',
        file: 'challenge.yaml',
        line: 2,
        message: expect.stringMatching(/already that of "first"/) as string,
      },
    ]);
  });

  it('keeps serving, with a fault, while the folder is away', async () => {
    const change = nextChange();
    await folder.remove();
    await change;
    expect(slugs()).toEqual(['first', 'second']);
    expect(store.faults()).toMatchObject([{ slug: '*' }]);
  });
});
