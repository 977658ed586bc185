import { sourceFileSchema } from '@assay/contracts';
import { z } from 'zod';
import type { LocalDraft } from './draft-reconciliation';

const localDraftSchema = z.object({
  files: z.array(sourceFileSchema),
  revision: z.int(),
  sent: z.array(z.string()),
  changedAt: z.number(),
});

export interface DraftPlace {
  readonly attemptId: string;
  readonly challenge: string;
  readonly language: string;
}

/**
 * Unsaved drafts in the browser's storage. Each page that edits writes under a name of its own, so that two windows
 * never overwrite each other; a page that opens takes over what an earlier one left.
 */
export class LocalDrafts {
  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>,
    /** Unique to one loading of the page. */
    private readonly pageId: string,
  ) {}

  /** @returns false where the browser's storage is full or blocked */
  keep(place: DraftPlace, draft: LocalDraft): boolean {
    try {
      this.storage.setItem(`${prefix(place)}${this.pageId}`, JSON.stringify(draft));
      return true;
    } catch {
      // A quota or a blocked storage: the server's copy is the only one then, which the caller shows.
      return false;
    }
  }

  forget(place: DraftPlace): void {
    this.storage.removeItem(`${prefix(place)}${this.pageId}`);
  }

  /** The newest draft that any page left at this place; it moves to this page's name. */
  takeOver(place: DraftPlace): LocalDraft | undefined {
    let newest: { key: string; draft: LocalDraft } | undefined;
    for (let index = 0; index < this.storage.length; index += 1) {
      const key = this.storage.key(index);
      if (!key?.startsWith(prefix(place))) continue;
      const draft = readDraft(this.storage.getItem(key));
      if (draft !== undefined && (newest === undefined || draft.changedAt > newest.draft.changedAt)) {
        newest = { key, draft };
      }
    }
    if (newest === undefined) return undefined;
    if (this.keep(place, newest.draft) && newest.key !== `${prefix(place)}${this.pageId}`) {
      this.storage.removeItem(newest.key);
    }
    return newest.draft;
  }
}

function prefix({ attemptId, challenge, language }: DraftPlace): string {
  return `assay:draft:${attemptId}:${challenge}:${language}:`;
}

function readDraft(text: string | null): LocalDraft | undefined {
  if (text === null) return undefined;
  try {
    return localDraftSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: nothing of ours, or of a version too old to read.
    return undefined;
  }
}
