import type { Draft, SourceFile } from '@assay/contracts';

/** What the browser keeps of a draft that the server has not confirmed. */
export interface LocalDraft {
  readonly files: readonly SourceFile[];
  /** The server's revision that the files were based on. */
  readonly revision: number;
  /** Digests of what was sent to the server with no answer so far. */
  readonly sent: readonly string[];
  /** Milliseconds since the epoch, by the browser. */
  readonly changedAt: number;
}

export type Reconciled =
  | {
      readonly kind: 'use';
      readonly files: readonly SourceFile[];
      readonly revision: number;
      /** Still to be sent to the server. */
      readonly unsaved: boolean;
    }
  /** Both sides hold work that the other does not know: a person chooses. */
  | { readonly kind: 'conflict'; readonly mine: readonly SourceFile[]; readonly theirs: Draft };

/**
 * Decides what to edit when a page opens.
 * @param server what the server holds; revision 0 when nothing was saved yet
 * @param local what this browser still holds unsaved, if anything
 */
export function reconcile(server: Draft, local: LocalDraft | undefined): Reconciled {
  if (local === undefined || sameFiles(local.files, server.files)) {
    return { kind: 'use', files: server.files, revision: server.revision, unsaved: false };
  }
  if (isOurOwn(server, local)) {
    return { kind: 'use', files: local.files, revision: server.revision, unsaved: true };
  }
  return { kind: 'conflict', mine: local.files, theirs: server };
}

/** Whether the server's state is the one that the local text grew from, or one that this browser sent itself. */
function isOurOwn(server: Draft, local: LocalDraft): boolean {
  return server.revision <= local.revision || local.sent.includes(digest(server.files));
}

/** Whether both hold the same paths with the same text, in whatever order. */
export function sameFiles(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  if (a.length !== b.length) return false;
  const contents = new Map(a.map((file) => [file.path, file.content]));
  return b.every((file) => contents.get(file.path) === file.content);
}

/** A short text that stands for a set of files. Tells two states of one draft apart; it is no protection against anybody. */
export function digest(files: readonly SourceFile[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const text = JSON.stringify(sorted.map((file) => [file.path, file.content]));
  // Two FNV-1a hashes with different offsets, since 32 bits alone would be too few.
  let one = 0x811c9dc5;
  let two = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ unit, 0x85ebca6b);
  }
  return `${text.length}-${(one >>> 0).toString(16)}-${(two >>> 0).toString(16)}`;
}

export interface FileDifference {
  readonly path: string;
  /** Null where the side has no such file. */
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** The files in which two sides differ, sorted by path. */
export function differences(mine: readonly SourceFile[], theirs: readonly SourceFile[]): FileDifference[] {
  const left = new Map(mine.map((file) => [file.path, file.content]));
  const right = new Map(theirs.map((file) => [file.path, file.content]));
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => left.get(path) !== right.get(path))
    .sort()
    .map((path) => ({ path, mine: left.get(path) ?? null, theirs: right.get(path) ?? null }));
}
