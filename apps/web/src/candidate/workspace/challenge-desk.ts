import {
  type CandidateChallenge,
  type Draft,
  type Language,
  isReadOnly,
  protectedFileFaults,
  type SourceFile,
  sourceFilesFault,
  sourcePathFault,
} from '@assay/contracts';
import { reconcile } from '../drafts/draft-reconciliation';
import { DraftSaver, type SaveOutcome, type SaveState } from '../drafts/draft-saver';
import type { LocalDrafts } from '../drafts/local-drafts';

/** What the candidate sees of the files of one challenge. */
export interface DeskState {
  readonly language: Language;
  readonly files: readonly SourceFile[];
  /** Paths with a tab, left to right. */
  readonly tabs: readonly string[];
  /** The path in the editor; null when every tab is closed. */
  readonly active: string | null;
  readonly save: SaveState;
  /** Text was found in this browser that the server did not have. */
  readonly recovered: boolean;
  /** What a reset replaced, until the next one. */
  readonly beforeReset: readonly SourceFile[] | null;
  /** Grows when files change by other means than typing, so that the editor takes the new text. */
  readonly generation: number;
}

type Bench = Omit<DeskState, 'language'> & { readonly saver: DraftSaver };

export interface DeskOptions {
  readonly attemptId: string;
  readonly challenge: CandidateChallenge;
  readonly language: Language;
  readonly local: LocalDrafts;
  readonly put: (
    language: Language,
    files: readonly SourceFile[],
    revision: number,
    keepalive: boolean,
  ) => Promise<SaveOutcome>;
}

/**
 * The files of one challenge in every language that was opened, with their saving. Lives as long as the workspace, so
 * that a change of challenge or language loses neither tabs nor text. Read it with React's useSyncExternalStore.
 */
export class ChallengeDesk {
  private readonly benches = new Map<Language, Bench>();
  private readonly listeners = new Set<() => void>();
  private language: Language;
  private snapshot: DeskState;

  constructor(private readonly options: DeskOptions) {
    this.language = options.language;
    this.snapshot = this.view(this.openBench(options.language));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): DeskState => this.snapshot;

  /** Whether the challenge lets a file be read and not changed. */
  isReadOnly(path: string): boolean {
    return isReadOnly(path, this.readOnly());
  }

  edit(path: string, content: string): void {
    const { files } = this.bench();
    if (this.isReadOnly(path)) return;
    if (files.some((file) => file.path === path && file.content === content)) return;
    this.changeFiles(files.map((file) => (file.path === path ? { path, content } : file)));
  }

  open(path: string): void {
    const { tabs } = this.bench();
    this.update({ active: path, tabs: tabs.includes(path) ? tabs : [...tabs, path] });
  }

  close(path: string): void {
    const { tabs, active } = this.bench();
    const at = tabs.indexOf(path);
    const left = tabs.filter((tab) => tab !== path);
    this.update({
      tabs: left,
      active: active === path ? (left[Math.min(at, left.length - 1)] ?? null) : active,
    });
  }

  /** @returns why the path can't be taken, or undefined when the file was made */
  create(path: string): string | undefined {
    const fault = this.pathFault(path);
    if (fault !== undefined) return fault;
    this.changeFiles([...this.bench().files, { path, content: '' }].sort(byPath));
    this.open(path);
    return undefined;
  }

  /** @returns why the path can't be taken, or undefined when the file was renamed */
  rename(from: string, to: string): string | undefined {
    if (from === to) return undefined;
    if (this.isReadOnly(from)) return `"${from}" is part of the challenge and keeps its name.`;
    const fault = this.pathFault(to, from);
    if (fault !== undefined) return fault;
    const { files, tabs, active } = this.bench();
    this.changeFiles(files.map((file) => (file.path === from ? { ...file, path: to } : file)).sort(byPath));
    this.update({
      tabs: tabs.map((tab) => (tab === from ? to : tab)),
      active: active === from ? to : active,
    });
    return undefined;
  }

  remove(path: string): void {
    if (this.isReadOnly(path)) return;
    this.close(path);
    this.changeFiles(this.bench().files.filter((file) => file.path !== path));
  }

  resetToStarter(): void {
    this.replaceFiles(this.starter(), { beforeReset: this.bench().files });
  }

  undoReset(): void {
    const { beforeReset } = this.bench();
    if (beforeReset !== null) this.replaceFiles(beforeReset, { beforeReset: null });
  }

  dismissNotices(): void {
    this.update({ recovered: false, beforeReset: null });
  }

  chooseLanguage(language: Language): void {
    this.language = language;
    const bench = this.benches.get(language) ?? this.openBench(language);
    this.emit(bench);
  }

  /** Ends a conflict between this page and what another one saved. */
  resolve(choice: 'mine' | 'theirs'): void {
    const { save, saver, files } = this.bench();
    if (save.kind !== 'conflict') return;
    const chosen = choice === 'mine' ? files : save.theirs.files;
    if (choice === 'theirs') this.update(shown(save.theirs.files, this.bench()));
    saver.resolve(choice, chosen);
  }

  /** Saves every language's unsaved text now. */
  async flush(): Promise<SaveState> {
    await Promise.all([...this.benches.values()].map((bench) => bench.saver.flush()));
    return this.bench().save;
  }

  /** The page is going. */
  leave(): void {
    for (const bench of this.benches.values()) bench.saver.leave();
  }

  stop(): void {
    for (const bench of this.benches.values()) bench.saver.stop();
  }

  private bench(): Bench {
    const bench = this.benches.get(this.language);
    if (bench === undefined) throw new Error(`No files are open in ${this.language}.`);
    return bench;
  }

  private pathFault(path: string, replaced?: string): string | undefined {
    const fault = sourcePathFault(path);
    if (fault !== undefined) return `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`;
    const others = this.bench().files.filter((file) => file.path !== replaced);
    const made: SourceFile = { path, content: 'x' };
    return (
      sourceFilesFault([...others, made])?.message ??
      protectedFileFaults([made], this.starter(), this.readOnly()).find((one) => one.path === path)?.message
    );
  }

  private starter(): readonly SourceFile[] {
    return this.options.challenge.starters[this.language] ?? [];
  }

  private readOnly(): readonly string[] {
    return this.options.challenge.readOnly[this.language] ?? [];
  }

  private changeFiles(files: readonly SourceFile[]): void {
    this.update({ files });
    this.bench().saver.change(files);
  }

  private replaceFiles(files: readonly SourceFile[], more: Partial<Bench>): void {
    this.update({ ...shown(files, this.bench()), ...more });
    this.bench().saver.change(files);
  }

  private openBench(language: Language): Bench {
    const { challenge, local, attemptId, put } = this.options;
    const place = { attemptId, challenge: challenge.slug, language };
    const server: Draft = challenge.drafts.find((draft) => draft.language === language) ?? {
      language,
      files: challenge.starters[language] ?? [],
      revision: 0,
      savedAt: null,
    };
    const found = reconcile(server, local.takeOver(place));
    const files = found.kind === 'use' ? found.files : found.mine;
    const saver = new DraftSaver({
      revision: found.kind === 'use' ? found.revision : server.revision,
      savedAt: server.savedAt,
      put: (toSave, revision, keepalive) => put(language, toSave, revision, keepalive),
      keepLocally: (draft) => local.keep(place, draft),
      forgetLocally: () => {
        local.forget(place);
      },
      onState: (save) => {
        this.updateBench(language, { save });
      },
    });
    const first = entryOf(challenge, language, files);
    const bench: Bench = {
      files,
      tabs: first === null ? [] : [first],
      active: first,
      save: saver.state,
      recovered: found.kind === 'use' && found.unsaved,
      beforeReset: null,
      generation: 0,
      saver,
    };
    this.benches.set(language, bench);
    if (found.kind === 'conflict') saver.begin(found.mine, found.theirs);
    else if (found.unsaved) saver.change(files);
    else local.forget(place);
    return this.benches.get(language) ?? bench;
  }

  private update(change: Partial<Bench>): void {
    this.updateBench(this.language, change);
  }

  private updateBench(language: Language, change: Partial<Bench>): void {
    const before = this.benches.get(language);
    if (before === undefined) return;
    const bench = { ...before, ...change };
    this.benches.set(language, bench);
    if (language === this.language) this.emit(bench);
  }

  private emit(bench: Bench): void {
    this.snapshot = this.view(bench);
    for (const listener of this.listeners) listener();
  }

  private view({ saver: _saver, ...rest }: Bench): DeskState {
    return { language: this.language, ...rest };
  }
}

/** Tabs and active file after all files were replaced. */
function shown(files: readonly SourceFile[], { tabs, active, generation }: Bench): Partial<Bench> {
  const exists = (path: string): boolean => files.some((file) => file.path === path);
  const left = tabs.filter(exists);
  const first = active !== null && exists(active) ? active : (left[0] ?? files[0]?.path ?? null);
  return {
    files,
    tabs: left.length > 0 || first === null ? left : [first],
    active: first,
    generation: generation + 1,
  };
}

function entryOf(
  challenge: CandidateChallenge,
  language: Language,
  files: readonly SourceFile[],
): string | null {
  const entry = challenge.languages.find((one) => one.id === language)?.entry;
  return files.find((file) => file.path === entry)?.path ?? files[0]?.path ?? null;
}

function byPath(a: SourceFile, b: SourceFile): number {
  return a.path.localeCompare(b.path, 'en');
}
