import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FaultList } from './fault-list';
import { nearestKey } from './nearest-key';

/** Most bytes that a challenge folder may hold. */
const FOLDER_BYTES = 32 * 1024 * 1024;

/** What a challenge folder may hold at its top. */
const KNOWN = [
  'challenge.yaml',
  'statement.md',
  'starter',
  'reference',
  'submissions',
  'tests',
  'services',
  'review.md',
];

/** What judging and the candidate's page need: hashed and packed. The rest proves the challenge and is free to change. */
const PINNED = /^(challenge\.yaml|statement\.md|(starter|tests|services)\/.*)$/;

const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '__pycache__']);

/** A challenge's files: path relative to the folder, with "/" → bytes. Sorted by path. */
export type FolderFiles = ReadonlyMap<string, Buffer>;

/** Reads a challenge folder whole. Symbolic links, devices and unknown names at its top are faults. */
export async function readFolderFiles(dir: string, faults: FaultList): Promise<FolderFiles> {
  const found: [string, Buffer][] = [];
  let bytes = 0;
  const walk = async (prefix: string): Promise<void> => {
    for (const entry of await readdir(path.join(dir, prefix), { withFileTypes: true })) {
      const relative = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (isLeftBehind(entry.name, entry.isDirectory())) continue;
      if (prefix === '' && !KNOWN.includes(entry.name)) {
        const near = nearestKey(entry.name, KNOWN);
        faults.add(
          relative,
          null,
          `a challenge folder has no "${entry.name}"; ${near === undefined ? `it may hold ${KNOWN.join(', ')}` : `did you mean "${near}"?`}`,
        );
      } else if (entry.isDirectory()) {
        await walk(relative);
      } else if (entry.isFile()) {
        const content = await readWhole(path.join(dir, relative), FOLDER_BYTES - bytes);
        if (content === undefined) {
          faults.add(relative, null, `the folder holds more than ${FOLDER_BYTES / 1024 ** 2} MiB`);
          return;
        }
        bytes += content.length;
        found.push([relative, content]);
      } else {
        faults.add(
          relative,
          null,
          entry.isSymbolicLink() ? 'symbolic links are not allowed' : 'only files and folders are allowed',
        );
      }
    }
  };
  await walk('');
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** SHA-256 in hex over path, length and bytes of every pinned file. */
export function pinnedHash(files: FolderFiles): string {
  const hash = createHash('sha256');
  for (const [file, content] of pinnedFiles(files)) {
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The files that a pack holds. */
export function pinnedFiles(files: FolderFiles): [string, Buffer][] {
  return [...files].filter(([file]) => PINNED.test(file));
}

/** Changes whenever a file of the folder is written, added or removed: paths, sizes and times, without reading. */
export async function folderFingerprint(dir: string): Promise<string> {
  const parts: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (isLeftBehind(entry.name, entry.isDirectory())) continue;
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        await walk(file);
        continue;
      }
      // A file that is gone again by now shows in the next fingerprint.
      const stat = await lstat(file, { bigint: true }).catch(() => undefined);
      parts.push(`${file}\0${stat?.mtimeNs ?? 0n}\0${stat?.ctimeNs ?? 0n}\0${stat?.size ?? 0n}`);
    }
  };
  await walk(dir);
  return createHash('sha256').update(parts.sort().join('\n')).digest('hex');
}

function isLeftBehind(name: string, isFolder: boolean): boolean {
  return isFolder ? SKIPPED_FOLDERS.has(name) : name === '.DS_Store';
}

async function readWhole(file: string, max: number): Promise<Buffer | undefined> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return (await handle.stat()).size > max ? undefined : await handle.readFile();
  } finally {
    await handle.close();
  }
}
