import type { ChallengeManifest } from './challenge-manifest';
import type { SourceFile } from './source-files';

/** A file of a submission that is not as the manifest's `readOnly` has it. */
export interface ProtectedFault {
  /** `changed` or `missing`: a protected file itself. `added`, `shadows`: one that could be taken in its place. */
  readonly kind: 'changed' | 'missing' | 'added' | 'shadows';
  readonly path: string;
  /** A sentence that names the file and says what to do. */
  readonly message: string;
}

/** The entries of `readOnly` that hold in one language: paths, and folders with "/" at their end. */
export function readOnlyEntries(manifest: Pick<ChallengeManifest, 'readOnly'>, language: string): string[] {
  const { readOnly } = manifest;
  if (readOnly === undefined) return [];
  return Array.isArray(readOnly) ? readOnly : (readOnly[language] ?? []);
}

/** Whether one of the entries covers a path. */
export function isReadOnly(path: string, entries: readonly string[]): boolean {
  return entries.some((entry) => (entry.endsWith('/') ? path.startsWith(entry) : path === entry));
}

/**
 * Everything in which files differ from what `readOnly` lets a candidate send, in the order of the files; what is missing
 * comes last. Empty where nothing is protected.
 */
export function protectedFileFaults(
  files: readonly SourceFile[],
  starter: readonly SourceFile[],
  entries: readonly string[],
): ProtectedFault[] {
  const kept = starter.filter((file) => isReadOnly(file.path, entries));
  if (kept.length === 0) return [];
  const texts = new Map(kept.map((file) => [file.path, file.content]));
  const faults = files.flatMap((file) => faultOf(file, texts, entries));
  const sent = new Set(files.map((file) => file.path));
  for (const { path } of kept) {
    if (sent.has(path)) continue;
    const message = `"${path}" is read-only here and is missing. Put the starter's file back.`;
    faults.push({ kind: 'missing', path, message });
  }
  return faults;
}

/** The files as they are judged: the starter's own text at every protected path, and nothing that takes its place. */
export function withProtectedFiles(
  files: readonly SourceFile[],
  starter: readonly SourceFile[],
  entries: readonly string[],
): readonly SourceFile[] {
  const kept = starter.filter((file) => isReadOnly(file.path, entries));
  if (kept.length === 0) return files;
  const refused = new Set(protectedFileFaults(files, starter, entries).map((fault) => fault.path));
  const own = files.filter((file) => !isReadOnly(file.path, entries) && !refused.has(file.path));
  return [...own, ...kept];
}

function faultOf(
  file: SourceFile,
  texts: ReadonlyMap<string, string>,
  entries: readonly string[],
): ProtectedFault[] {
  const { path } = file;
  const text = texts.get(path);
  if (text === file.content) return [];
  if (text !== undefined) {
    return [
      { kind: 'changed', path, message: `"${path}" is read-only here and was changed. Put its text back.` },
    ];
  }
  const folder = entries.find((entry) => entry.endsWith('/') && within(path, entry));
  if (folder !== undefined) {
    return [
      {
        kind: 'added',
        path,
        message: `"${path}" lies in "${folder}", which is read-only here. Put the file elsewhere.`,
      },
    ];
  }
  const shadowed = [...texts.keys()].find((kept) => shadows(path, kept));
  if (shadowed === undefined) return [];
  return [
    {
      kind: 'shadows',
      path,
      message: `"${path}" could be taken in the place of "${shadowed}", which is read-only here. Name it otherwise.`,
    },
  ];
}

/** In a folder, or in one that differs from it in case alone; or a file in that folder's place. */
function within(path: string, folder: string): boolean {
  const lower = path.toLowerCase();
  return lower.startsWith(folder.toLowerCase()) || `${lower}/` === folder.toLowerCase();
}

/** A name's end that a module loader adds, or takes as the same module. */
const SCRIPT = /\.(?:d\.[cm]?ts|[cm]?[jt]sx?|json|node)$/i;
const PYTHON = /\.(?:[a-z0-9_-]+\.)?(?:py[ciwdo]?|so)$/i;
const RUBY = /\.(?:rb|rbc|so|o)$/i;
const JAVA = /\.java$/i;

/** Whether a loader could take one file for another, or for a part of it. Letters' case counts for none. */
function shadows(path: string, kept: string): boolean {
  const [mine, theirs] = [path.toLowerCase(), kept.toLowerCase()];
  if (mine === theirs || mine.startsWith(`${theirs}/`) || theirs.startsWith(`${mine}/`)) return true;
  if (SCRIPT.test(theirs) && scriptShadows(mine, theirs)) return true;
  if (PYTHON.test(theirs) && pythonShadows(mine, theirs)) return true;
  if (RUBY.test(theirs) && RUBY.test(mine)) return mine.replace(RUBY, '') === theirs.replace(RUBY, '');
  if (JAVA.test(theirs)) return compiledFrom(mine, theirs);
  return false;
}

/** `require('./x')` finds x, x.js, x.json and x/index.js alike, and a package.json says which file a folder stands for. */
function scriptShadows(mine: string, theirs: string): boolean {
  const module = theirs.replace(SCRIPT, '');
  const [folder, name] = parted(module);
  const own = mine.replace(SCRIPT, '');
  if (own === module || own === `${module}/index` || own === `${module}/package`) return true;
  const packages = /^(.*\/)?node_modules\//.exec(mine);
  if (packages !== null && theirs.startsWith(packages[1] ?? '')) return true;
  if (name !== 'index') return false;
  return folder !== '' && (own === folder.slice(0, -1) || own === `${folder}package`);
}

/** A package comes before a module of its name, and compiled files beside their source. */
function pythonShadows(mine: string, theirs: string): boolean {
  const module = theirs.replace(PYTHON, '');
  const [folder, name] = parted(module);
  const own = mine.replace(PYTHON, '');
  if (PYTHON.test(mine) && (own === module || own === `${module}/__init__`)) return true;
  if (mine.startsWith(`${folder}__pycache__/`)) return true;
  return name === '__init__' && PYTHON.test(mine) && folder !== '' && own === folder.slice(0, -1);
}

/** A class file among the resources, which are laid out before the sources are compiled over them. */
function compiledFrom(mine: string, theirs: string): boolean {
  const unit = /^src\/main\/java\/(.*)\.java$/.exec(theirs)?.[1];
  if (unit === undefined || !mine.startsWith(`src/main/resources/${unit}`)) return false;
  return /^(?:\$.*)?\.class$/.test(mine.slice(`src/main/resources/${unit}`.length));
}

/** The folder with its "/", and the name. */
function parted(path: string): [string, string] {
  const at = path.lastIndexOf('/') + 1;
  return [path.slice(0, at), path.slice(at)];
}
