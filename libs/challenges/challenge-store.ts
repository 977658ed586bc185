import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChallengeFault, Language } from '@assay/contracts';
import { lineOf } from './fault-list';
import { folderFingerprint } from './folder-files';
import { loadChallenge } from './load-challenge';
import type { LoadedChallenge, LoadResult } from './loaded-challenge';
import { MANIFEST_FILE } from './manifest';

export interface ChallengeStoreOptions {
  /** Languages that have a runtime. */
  readonly languages?: readonly Language[];
  /** Time between two looks at the folders, milliseconds. Default 1000. */
  readonly pollMs?: number;
}

interface Entry {
  readonly fingerprint: string;
  readonly result: LoadResult;
  /** Where the manifest names its id, for two challenges with one id. */
  readonly idLine: number | null;
}

/**
 * The challenges of a folder, one in each sub-folder: the good ones are served, the faulty ones listed with what is
 * wrong, and a change is seen within about a second. Looks by stat rather than by file events: a look at a hundred files
 * costs a few milliseconds, works on every file system, and needs none of the host's 128 inotify instances.
 */
export class ChallengeStore {
  #entries = new Map<string, Entry>();
  #challenges = new Map<string, LoadedChallenge>();
  #faults: readonly ChallengeFault[] = [];
  /** Set while the folder of all challenges can't be read; what was read before stays served. */
  #rootFault: ChallengeFault | undefined;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(
    private readonly dir: string,
    private readonly options: ChallengeStoreOptions,
  ) {}

  /** Reads all challenges and begins to watch them. Throws when the folder can't be read. */
  static async open(dir: string, options: ChallengeStoreOptions = {}): Promise<ChallengeStore> {
    const store = new ChallengeStore(path.resolve(dir), options);
    await store.#look();
    store.#schedule();
    return store;
  }

  /** Undefined for an unknown challenge, and for a faulty one. */
  get(slug: string): LoadedChallenge | undefined {
    return this.#challenges.get(slug);
  }

  /** Sorted by slug. */
  list(): readonly LoadedChallenge[] {
    return [...this.#challenges.values()];
  }

  faults(): readonly ChallengeFault[] {
    return this.#faults;
  }

  /** Calls back after each change that was taken in. Gives a function that ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks at once, rather than at the next turn. Throws when the folder can't be read. */
  async refresh(): Promise<void> {
    const look = this.#looking.then(() => this.#look());
    this.#looking = look.catch(() => undefined);
    await look;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #schedule(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      void this.refresh()
        .catch((error: unknown) => {
          const message = `the challenges can't be read: ${messageOf(error)}`;
          const before = this.#rootFault?.message;
          this.#rootFault = { slug: '*', file: '.', line: null, message };
          if (before !== message) this.#publish();
        })
        .finally(() => {
          this.#schedule();
        });
    }, this.options.pollMs ?? 1_000).unref();
  }

  async #look(): Promise<void> {
    const entries = new Map<string, Entry>();
    const slugs = await this.#slugs();
    let changed = this.#rootFault !== undefined;
    this.#rootFault = undefined;
    for (const slug of slugs) {
      const before = this.#entries.get(slug);
      const entry = await this.#entry(slug, before);
      entries.set(slug, entry);
      if (entry !== before) changed = true;
    }
    if (entries.size !== this.#entries.size) changed = true;
    if (!changed) return;
    this.#entries = entries;
    this.#publish();
  }

  async #slugs(): Promise<string[]> {
    const found = await readdir(this.dir, { withFileTypes: true });
    return found
      .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
      .map((entry) => entry.name)
      .sort();
  }

  async #entry(slug: string, before: Entry | undefined): Promise<Entry> {
    const dir = path.join(this.dir, slug);
    try {
      const fingerprint = await folderFingerprint(dir);
      if (before?.fingerprint === fingerprint) return before;
      const { languages } = this.options;
      const result = await loadChallenge(dir, languages === undefined ? {} : { languages });
      const manifest = result.ok ? await readFile(path.join(dir, MANIFEST_FILE), 'utf8') : '';
      return { fingerprint, result, idLine: lineOf(manifest, /^id:/m) };
    } catch (error) {
      // Changed or removed while it was read; the next look sees it as it then is.
      const message = `can't be read: ${messageOf(error)}`;
      if (before?.fingerprint === message) return before;
      return {
        fingerprint: message,
        result: { ok: false, faults: [{ slug, file: '.', line: null, message }] },
        idLine: null,
      };
    }
  }

  #publish(): void {
    const challenges = new Map<string, LoadedChallenge>();
    const owners = new Map<string, string>();
    const faults: ChallengeFault[] = this.#rootFault === undefined ? [] : [this.#rootFault];
    for (const [slug, { result, idLine }] of this.#entries) {
      if (!result.ok) {
        faults.push(...result.faults);
        continue;
      }
      const { id } = result.challenge.manifest;
      const owner = owners.get(id);
      if (owner === undefined) {
        owners.set(id, slug);
        challenges.set(slug, result.challenge);
      } else {
        const message = `the id ${id} is already that of "${owner}"; a challenge's id is its own`;
        faults.push({ slug, file: MANIFEST_FILE, line: idLine, message });
      }
    }
    this.#challenges = challenges;
    this.#faults = faults;
    for (const listener of this.#listeners) listener();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
