import { fileRows } from './file-rows';

describe('the rows of a file tree', () => {
  it('put folders first, with what is in them beneath', () => {
    const rows = fileRows(['main.ts', 'src/b.ts', 'README.md', 'src/a/c.ts', 'src2/d.ts']);
    expect(
      rows.map((row) => `${'  '.repeat(row.depth)}${row.name}${row.kind === 'folder' ? '/' : ''}`),
    ).toEqual(['src/', '  a/', '    c.ts', '  b.ts', 'src2/', '  d.ts', 'main.ts', 'README.md']);
    expect(rows[2]?.path).toBe('src/a/c.ts');
  });
});
