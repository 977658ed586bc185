import { isReadOnly, protectedFileFaults, readOnlyEntries, withProtectedFiles } from './protected-files';
import type { SourceFile } from './source-files';

const file = (path: string, content = 'text'): SourceFile => ({ path, content });

describe('what is read-only', () => {
  it('is a path, or everything in a folder', () => {
    expect(isReadOnly('lib/a.ts', ['lib/'])).toBe(true);
    expect(isReadOnly('lib/deep/a.ts', ['lib/'])).toBe(true);
    expect(isReadOnly('library.ts', ['lib/'])).toBe(false);
    expect(isReadOnly('a.ts', ['a.ts'])).toBe(true);
    expect(isReadOnly('a.ts.bak', ['a.ts'])).toBe(false);
  });

  it('is the same in every language, or told for each', () => {
    expect(readOnlyEntries({ readOnly: ['lib/'] }, 'ruby')).toEqual(['lib/']);
    expect(readOnlyEntries({ readOnly: { go: ['a.go'] } }, 'go')).toEqual(['a.go']);
    expect(readOnlyEntries({ readOnly: { go: ['a.go'] } }, 'ruby')).toEqual([]);
    expect(readOnlyEntries({}, 'ruby')).toEqual([]);
  });
});

/** What is found in a submission over a starter with one protected file. */
function found(kept: string, ...sent: SourceFile[]): string[] {
  const starter = [file('main', 'start'), file(kept, 'kept')];
  return protectedFileFaults(sent, starter, [kept]).map(({ kind, path }) => `${kind} ${path}`);
}

describe('a submission', () => {
  it('may change what is not protected', () => {
    expect(found('vault.ts', file('main', 'mine'), file('vault.ts', 'kept'), file('more.ts'))).toEqual([]);
  });

  it('may neither change, leave out nor rename what is', () => {
    expect(found('vault.ts', file('vault.ts', 'mine'))).toEqual(['changed vault.ts']);
    expect(found('vault.ts')).toEqual(['missing vault.ts']);
    expect(found('vault.ts', file('Vault.ts', 'kept'))).toEqual(['shadows Vault.ts', 'missing vault.ts']);
  });

  it('may add nothing to a protected folder, whatever its letters’ case', () => {
    const starter = [file('lib/a.rb', 'kept')];
    const sent = ['lib/b.rb', 'Lib/c.rb', 'lib'].map((path) => file(path));
    expect(protectedFileFaults([...starter, ...sent], starter, ['lib/']).map((fault) => fault.kind)).toEqual([
      'added',
      'added',
      'added',
    ]);
  });

  it.each([
    ['vault.ts', 'vault.js'],
    ['vault.ts', 'vault.mts'],
    ['vault.ts', 'vault.d.ts'],
    ['vault.ts', 'vault'],
    ['vault.js', 'vault.json'],
    ['vault.js', 'vault/index.js'],
    ['vault.js', 'vault/package.json'],
    ['vault.js', 'vault.js/x.js'],
    ['src/vault.js', 'src'],
    ['src/vault.js', 'src/node_modules/pg/index.js'],
    ['src/deep/vault.js', 'src/node_modules/pg/index.js'],
    ['vault/index.js', 'vault.js'],
    ['vault/index.js', 'vault/package.json'],
    ['vault.py', 'vault/__init__.py'],
    ['vault.py', 'vault.cpython-313-x86_64-linux-gnu.so'],
    ['vault.py', '__pycache__/vault.cpython-313.pyc'],
    ['vault/__init__.py', 'vault.py'],
    ['vault.rb', 'vault.so'],
    ['vault.rb', 'VAULT.RB'],
    ['vault.go', 'Vault.go'],
    ['src/main/java/app/Vault.java', 'src/main/resources/app/Vault.class'],
    ['src/main/java/app/Vault.java', 'src/main/resources/app/Vault$Note.class'],
    ['src/main/java/app/Vault.java', 'src/main/java/app/vault.java'],
  ])('of %s may hold no %s, which is taken in its place', (kept, path) => {
    expect(found(kept, file(kept, 'kept'), file(path))).toEqual([`shadows ${path}`]);
  });

  it.each([
    ['vault.ts', 'vault-extra.ts'],
    ['vault.ts', 'lib/vault.ts'],
    ['vault.js', 'vault/parts.js'],
    ['vault.py', 'vault/parts.py'],
    ['vault.rb', 'vault/parts.rb'],
    ['vault.go', 'vault_linux.go'],
    ['src/main/java/app/Vault.java', 'src/main/java/app/VaultTest.java'],
    ['src/main/java/app/Vault.java', 'src/main/resources/app/Vault.properties'],
  ])('of %s may hold %s', (kept, path) => {
    expect(found(kept, file(kept, 'kept'), file(path))).toEqual([]);
  });
});

describe('what is judged', () => {
  const starter = [file('main.js', 'start'), file('vault.js', 'kept'), file('lib/a.js', 'also kept')];
  const entries = ['vault.js', 'lib/'];

  it('has the starter’s text at every protected path, and nothing that takes its place', () => {
    const sent = [file('main.js', 'mine'), file('vault.js', 'mine'), file('vault', 'mine'), file('lib/b.js')];
    expect(withProtectedFiles(sent, starter, entries)).toEqual([
      file('main.js', 'mine'),
      file('vault.js', 'kept'),
      file('lib/a.js', 'also kept'),
    ]);
  });

  it('is what was sent where nothing is protected', () => {
    const sent = [file('main.js')];
    expect(withProtectedFiles(sent, starter, [])).toBe(sent);
  });

  it('names each file with what to do', () => {
    const messages = protectedFileFaults([file('vault.js', 'mine')], starter, entries).map(
      (one) => one.message,
    );
    expect(messages).toEqual([
      '"vault.js" is read-only here and was changed. Put its text back.',
      '"lib/a.js" is read-only here and is missing. Put the starter\'s file back.',
    ]);
  });
});
