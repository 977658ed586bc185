import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { SOURCE_LIMITS, sourceFilesFault, type SourceFault, type SourceFile } from '@assay/contracts';

/** Why a folder can't be taken as a submission. `file` is relative to the folder, undefined when it is about the whole. */
export class SourceFolderError extends Error {
  constructor(
    readonly code: SourceFault['code'] | 'not_a_folder',
    message: string,
    readonly file?: string,
  ) {
    super(message);
    this.name = 'SourceFolderError';
  }
}

/** Folders that tools leave behind, in any depth. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '__pycache__']);

/** The author's expectation, which is no part of an answer. */
const EXPECTATION = 'expect.yaml';

/**
 * Reads a folder as a submission: every regular file as strict UTF-8, sorted by path. Skips `node_modules`, `.git`,
 * `__pycache__` and the `expect.yaml` at the top. Throws `SourceFolderError` for a symbolic link, a device, a file that
 * is not UTF-8 (with the offset of the first wrong byte), and for what `sourceFilesFault` refuses.
 */
export async function readSourceFolder(dir: string): Promise<SourceFile[]> {
  const root = await lstat(dir).catch(() => undefined);
  if (root?.isDirectory() !== true) throw new SourceFolderError('not_a_folder', `${dir} is not a folder.`);
  const files: SourceFile[] = [];
  await walk(dir, '', files);
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const fault = sourceFilesFault(files);
  if (fault !== undefined) throw new SourceFolderError(fault.code, fault.message);
  return files;
}

async function walk(dir: string, prefix: string, files: SourceFile[]): Promise<void> {
  for (const entry of await readdir(path.join(dir, prefix), { withFileTypes: true })) {
    const relative = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) await walk(dir, relative, files);
    } else if (!entry.isFile()) {
      const what = entry.isSymbolicLink() ? 'a symbolic link' : 'neither a file nor a folder';
      throw new SourceFolderError(
        'invalid_path',
        `"${relative}" is ${what}; only regular files are taken.`,
        relative,
      );
    } else if (relative !== EXPECTATION) {
      files.push({ path: relative, content: await readText(dir, relative) });
      if (files.length > SOURCE_LIMITS.files) {
        throw new SourceFolderError(
          'too_many_files',
          `There are more than ${SOURCE_LIMITS.files} files, the most that are allowed.`,
        );
      }
    }
  }
}

async function readText(dir: string, relative: string): Promise<string> {
  const handle = await open(path.join(dir, relative), constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    if (size > SOURCE_LIMITS.fileBytes) {
      const message = `The file "${relative}" has ${size} bytes; at most ${SOURCE_LIMITS.fileBytes} are allowed.`;
      throw new SourceFolderError('submission_too_large', message, relative);
    }
    const bytes = await handle.readFile();
    const offset = invalidUtf8Offset(bytes);
    if (offset !== undefined) {
      const message = `The file "${relative}" is not UTF-8: the byte at offset ${offset} is not valid. Save it as UTF-8.`;
      throw new SourceFolderError('invalid_encoding', message, relative);
    }
    return bytes.toString('utf8');
  } finally {
    await handle.close();
  }
}

/** The offset of the first byte that is not valid UTF-8, or undefined. */
export function invalidUtf8Offset(bytes: Buffer): number | undefined {
  // A wrong byte decodes to U+FFFD, which is written back as three other bytes: the first difference is the offset.
  const again = Buffer.from(bytes.toString('utf8'), 'utf8');
  if (again.equals(bytes)) return undefined;
  let offset = 0;
  while (offset < bytes.length && bytes[offset] === again[offset]) offset += 1;
  return offset;
}
