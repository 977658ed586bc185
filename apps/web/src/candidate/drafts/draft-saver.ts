import type { Draft, SourceFile } from '@assay/contracts';
import { digest, type LocalDraft, sameFiles } from './draft-reconciliation';

export type SaveState =
  /** `at` is null before the first save. */
  | { readonly kind: 'saved'; readonly at: string | null }
  /** Kept in the browser, on its way to the server soon. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'saving' }
  /** `kept`: whether this browser could keep the text meanwhile. */
  | { readonly kind: 'offline'; readonly kept: boolean }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'conflict'; readonly mine: readonly SourceFile[]; readonly theirs: Draft }
  /** The attempt is over; nothing is taken any more. */
  | { readonly kind: 'closed' };

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly revision: number; readonly savedAt: string }
  | { readonly kind: 'conflict'; readonly current: Draft }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'closed' };

export interface DraftSaverOptions {
  readonly revision: number;
  readonly savedAt: string | null;
  /** Sends files to the server. Never throws for what is expected. */
  readonly put: (files: readonly SourceFile[], revision: number, keepalive: boolean) => Promise<SaveOutcome>;
  /** @returns false where the browser's storage is full or blocked */
  readonly keepLocally: (draft: LocalDraft) => boolean;
  readonly forgetLocally: () => void;
  readonly onState: (state: SaveState) => void;
}

/** After the last key, before the text is kept in the browser. */
const LOCAL_DELAY_MS = 150;
/** After the last key, before the text goes to the server. */
const SERVER_DELAY_MS = 800;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;
const UNCONFIRMED_MAX = 20;

/** Saves one draft: at once in the browser, soon after on the server, one request at a time, again until it succeeds. */
export class DraftSaver {
  private files: readonly SourceFile[] = [];
  private revision: number;
  private dirty = false;
  /** Digests of what was sent since the last confirmed save: the server may hold any of them. */
  private unconfirmed: readonly string[] = [];
  private failures = 0;
  private current: SaveState;
  private pushing: Promise<void> | undefined;
  private localTimer: ReturnType<typeof setTimeout> | undefined;
  private serverTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: DraftSaverOptions) {
    this.revision = options.revision;
    this.current = { kind: 'saved', at: options.savedAt };
  }

  get state(): SaveState {
    return this.current;
  }

  /** Takes note of a change. */
  change(files: readonly SourceFile[]): void {
    this.files = files;
    this.dirty = true;
    clearTimeout(this.localTimer);
    this.localTimer = setTimeout(() => {
      this.keep();
    }, LOCAL_DELAY_MS);
    if (this.current.kind === 'conflict' || this.current.kind === 'closed') return;
    if (this.current.kind !== 'offline' && this.pushing === undefined) this.show({ kind: 'pending' });
    if (this.current.kind !== 'offline') this.schedule(SERVER_DELAY_MS);
  }

  /** Saves now, and waits until the save ended one way or another. */
  async flush(): Promise<SaveState> {
    this.keep();
    clearTimeout(this.serverTimer);
    await this.push();
    return this.current;
  }

  /** The page may be going: keeps the text here, and sends it in a request that outlives the page. */
  leave(): void {
    if (!this.dirty && this.pushing === undefined) return;
    if (this.current.kind === 'conflict' || this.current.kind === 'closed') {
      this.keep();
      return;
    }
    this.noteSent(this.files);
    this.keep();
    // Outside the queue of saves: one under way dies with the page. If both arrive, the second meets its own text.
    void this.options.put(this.files, this.revision, true);
  }

  /** Ends a conflict. Mine goes over the server's revision; theirs is taken as saved. */
  resolve(choice: 'mine' | 'theirs', files: readonly SourceFile[]): void {
    if (this.current.kind !== 'conflict') return;
    const { theirs } = this.current;
    this.revision = theirs.revision;
    this.files = files;
    this.dirty = choice === 'mine';
    if (choice === 'theirs') this.settle(theirs.savedAt);
    else {
      this.keep();
      this.show({ kind: 'pending' });
      void this.push();
    }
  }

  /** Starts with two sides that both hold work. */
  begin(mine: readonly SourceFile[], theirs: Draft): void {
    this.files = mine;
    this.dirty = true;
    this.show({ kind: 'conflict', mine, theirs });
  }

  stop(): void {
    this.keep();
    clearTimeout(this.serverTimer);
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.serverTimer);
    this.serverTimer = setTimeout(() => void this.push(), delayMs);
  }

  /** @returns whether nothing would be lost if the page went now */
  private keep(): boolean {
    clearTimeout(this.localTimer);
    if (!this.dirty && this.pushing === undefined) return true;
    return this.options.keepLocally({
      files: this.files,
      revision: this.revision,
      sent: this.unconfirmed,
      changedAt: Date.now(),
    });
  }

  private noteSent(files: readonly SourceFile[]): void {
    this.unconfirmed = [...this.unconfirmed, digest(files)].slice(-UNCONFIRMED_MAX);
  }

  private push(): Promise<void> {
    this.pushing ??= this.pushAll().finally(() => {
      this.pushing = undefined;
    });
    return this.pushing;
  }

  private async pushAll(): Promise<void> {
    while (this.dirty && this.current.kind !== 'conflict' && this.current.kind !== 'closed') {
      const files = this.files;
      this.dirty = false;
      this.noteSent(files);
      this.show({ kind: 'saving' });
      const outcome = await this.options.put(files, this.revision, false);
      if (!this.take(outcome)) return;
    }
  }

  /** @returns whether to go on with what changed meanwhile */
  private take(outcome: SaveOutcome): boolean {
    if (outcome.kind === 'saved') {
      this.revision = outcome.revision;
      this.unconfirmed = [];
      this.failures = 0;
      if (!this.dirty) this.settle(outcome.savedAt);
      return true;
    }
    this.dirty = true;
    if (outcome.kind === 'conflict') {
      const { current } = outcome;
      // A save of our own whose answer was lost is no conflict.
      if (this.unconfirmed.includes(digest(current.files))) {
        this.unconfirmed = [];
        this.revision = current.revision;
        this.dirty = !sameFiles(current.files, this.files);
        if (!this.dirty) this.settle(current.savedAt);
        return true;
      }
      this.show({ kind: 'conflict', mine: this.files, theirs: current });
    } else if (outcome.kind === 'offline') {
      this.show({ kind: 'offline', kept: this.keep() });
      this.schedule(Math.min(FIRST_RETRY_MS * 2 ** this.failures, LAST_RETRY_MS));
      this.failures += 1;
    } else {
      this.show(outcome);
    }
    this.keep();
    return false;
  }

  private settle(at: string | null): void {
    clearTimeout(this.localTimer);
    this.options.forgetLocally();
    this.show({ kind: 'saved', at });
  }

  private show(state: SaveState): void {
    this.current = state;
    this.options.onState(state);
  }
}
