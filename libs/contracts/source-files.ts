import { z } from 'zod';
import { inertText } from './inert-text';

/** Caps on what a candidate may hand in. Bytes are of UTF-8. */
export const SOURCE_LIMITS = {
  files: 60,
  fileBytes: 256 * 1024,
  totalBytes: 1024 * 1024,
  pathBytes: 180,
  segmentBytes: 80,
} as const;

/** Why a path can't be taken, or undefined when it can. The rules keep a name inert wherever it is later shown, stored or unpacked. */
export function sourcePathFault(path: string): string | undefined {
  if (path === '') return 'a file has an empty path; name it, such as "main.ts"';
  const shown = inertText(JSON.stringify(path.slice(0, 80)));
  if (!path.isWellFormed()) return `the path ${shown} is not valid UTF-8`;
  if (utf8Bytes(path) > SOURCE_LIMITS.pathBytes)
    return `the path ${shown} is longer than ${SOURCE_LIMITS.pathBytes} bytes`;
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return `the path ${shown} is absolute; paths are relative to the submission's folder`;
  if (path.includes('\\')) return `the path ${shown} has a backslash; separate folders with "/"`;
  if (!/^[A-Za-z0-9 _.@+\-/[\]()]+$/.test(path)) {
    return `the path ${shown} has a character that is not allowed; use letters, digits, space and . _ - + @ ( ) [ ]`;
  }
  for (const segment of path.split('/')) {
    if (segment === '') return `the path ${shown} has an empty part`;
    if (segment === '.' || segment === '..')
      return `the path ${shown} leaves the folder; "." and ".." are not allowed`;
    if (segment !== segment.trim()) return `the path ${shown} has a part that begins or ends with a space`;
    if (segment.length > SOURCE_LIMITS.segmentBytes)
      return `the path ${shown} has a part longer than ${SOURCE_LIMITS.segmentBytes} bytes`;
  }
  if (path.split('/')[0] === 'node_modules')
    return `the path ${shown} lies in node_modules; packages come with the runtime`;
  return undefined;
}

export const sourceFileSchema = z.strictObject({
  /** Relative, with "/" between folders. */
  path: z.string(),
  /** Text; what is not valid UTF-8 is refused. */
  content: z.string(),
});
export type SourceFile = z.infer<typeof sourceFileSchema>;

/** A fault of a set of source files: a code that maps to a problem, and a sentence that says what to do. */
export interface SourceFault {
  readonly code:
    'submission_empty' | 'submission_too_large' | 'too_many_files' | 'invalid_path' | 'invalid_encoding';
  readonly message: string;
}

/** The first thing wrong with a candidate's files, or undefined. The one check that the API, the worker and the CLI share. */
export function sourceFilesFault(files: readonly SourceFile[]): SourceFault | undefined {
  if (files.length === 0)
    return { code: 'submission_empty', message: 'There are no files. Send at least one.' };
  if (files.length > SOURCE_LIMITS.files) {
    return {
      code: 'too_many_files',
      message: `There are ${files.length} files; at most ${SOURCE_LIMITS.files} are allowed.`,
    };
  }
  const seen = new Set<string>();
  let total = 0;
  for (const file of files) {
    const fault = sourcePathFault(file.path);
    if (fault !== undefined) return { code: 'invalid_path', message: capitalised(fault) + '.' };
    if (seen.has(file.path))
      return { code: 'invalid_path', message: `The path "${file.path}" appears twice.` };
    seen.add(file.path);
    if (!file.content.isWellFormed() || file.content.includes('\0')) {
      return {
        code: 'invalid_encoding',
        message: `The file "${file.path}" is not UTF-8 text. Save it as UTF-8 without NUL bytes.`,
      };
    }
    const bytes = utf8Bytes(file.content);
    if (bytes > SOURCE_LIMITS.fileBytes) {
      return {
        code: 'submission_too_large',
        message: `The file "${file.path}" has ${bytes} bytes; at most ${SOURCE_LIMITS.fileBytes} are allowed.`,
      };
    }
    total += bytes;
  }
  for (const path of seen) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      if (seen.has(folder))
        return { code: 'invalid_path', message: `"${folder}" is both a file and a folder.` };
    }
  }
  if (total > SOURCE_LIMITS.totalBytes) {
    return {
      code: 'submission_too_large',
      message: `The files have ${total} bytes together; at most ${SOURCE_LIMITS.totalBytes} are allowed.`,
    };
  }
  if (files.every((file) => file.content.trim() === '')) {
    return { code: 'submission_empty', message: 'All files are empty. Write something before you send it.' };
  }
  return undefined;
}

/** Length in UTF-8 bytes, without Node's Buffer, since the web uses it too. */
export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
