export interface FileRow {
  readonly kind: 'folder' | 'file';
  /** The whole path. */
  readonly path: string;
  readonly name: string;
  /** 0 at the root. */
  readonly depth: number;
}

/** The rows of a tree of files: folders before files, each by name, children under their folder. */
export function fileRows(paths: readonly string[], under = '', depth = 0): FileRow[] {
  const inside = paths.filter((path) => path.startsWith(under));
  const names = (deep: boolean): string[] =>
    [
      ...new Set(
        inside
          .map((path) => path.slice(under.length).split('/'))
          .filter((parts) => (deep ? parts.length > 1 : parts.length === 1))
          .map((parts) => parts[0] ?? ''),
      ),
    ].sort((a, b) => a.localeCompare(b, 'en'));
  const folders = names(true).flatMap((name): FileRow[] => [
    { kind: 'folder', path: `${under}${name}`, name, depth },
    ...fileRows(paths, `${under}${name}/`, depth + 1),
  ]);
  const files = names(false).map((name): FileRow => ({ kind: 'file', path: `${under}${name}`, name, depth }));
  return [...folders, ...files];
}
