import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A manifest under `sandbox/`: the folder that it lies in, and what is written in it. */
export interface ManifestSource {
  /** Where it was read, for messages. */
  readonly file: string;
  /** The folder's name, which is the id of what it describes. */
  readonly folder: string;
  readonly text: string;
}

/** Parses a manifest. @throws Error that names the file and what is wrong in it */
export function parseManifest<T extends z.ZodType>(source: ManifestSource, schema: T): z.infer<T> {
  const parsed = schema.safeParse(parse(source.text));
  if (!parsed.success) throw new Error(`${source.file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/**
 * Reads the manifest of each folder below `root` that has one, in the order of their names.
 * @param root such as the project's `sandbox/runtimes`
 */
export async function readManifests(root: string, name: string): Promise<ManifestSource[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(none);
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted((a, b) => a.localeCompare(b));
  const sources = await Promise.all(
    folders.map(async (folder) => {
      const file = path.join(root, folder, name);
      const text = await readFile(file, 'utf8').catch(none);
      return typeof text === 'string' ? [{ file, folder, text }] : [];
    }),
  );
  return sources.flat();
}

/** Nothing, where the file or folder is not there. */
function none(error: unknown): [] {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
  throw error;
}
