import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { languageSchema } from '@assay/contracts';
import { parse } from 'yaml';
import { z } from 'zod';

const runtimeManifestSchema = z.strictObject({
  schema: z.literal(1),
  /** Shown to people, such as "Node 24". */
  title: z.string().min(1),
  /** The waiting process: program and arguments, as they are in the image. */
  command: z.array(z.string().min(1)).min(1),
  languages: z
    .array(
      z.strictObject({
        id: languageSchema,
        name: z.string().min(1),
        /** The file that the program starts with, at the root of the submission. */
        entry: z.string().regex(/^[A-Za-z0-9_.-]+$/),
      }),
    )
    .min(1),
});

/** A language that a folder under `sandbox/runtimes/` offers. */
export interface LanguageRuntime {
  readonly id: string;
  readonly name: string;
  /** Title of its runtime, such as "Node 24". */
  readonly runtime: string;
  readonly entry: string;
  readonly image: string;
  readonly command: readonly string[];
}

/** A runtime.yaml: the folder that it lies in, and what is written in it. */
export interface RuntimeSource {
  /** Where it was read, for messages. */
  readonly file: string;
  /** The folder's name, which is the runtime's id. */
  readonly folder: string;
  readonly text: string;
}

/**
 * The languages that runtimes offer, in their order.
 * @throws Error that names the file when a manifest is broken or two runtimes claim one language
 */
export function languagesOf(sources: readonly RuntimeSource[]): LanguageRuntime[] {
  const found = new Map<string, LanguageRuntime>();
  for (const { file, folder, text } of sources) {
    const parsed = runtimeManifestSchema.safeParse(parse(text));
    if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
    const { title, command, languages } = parsed.data;
    for (const language of languages) {
      if (found.has(language.id))
        throw new Error(`${file}: the language "${language.id}" is offered by two runtimes`);
      found.set(language.id, {
        ...language,
        runtime: title,
        image: `assay/runtime-${folder}:latest`,
        command,
      });
    }
  }
  return [...found.values()];
}

/**
 * Reads which languages there are: every folder under `sandbox/runtimes/` with a runtime.yaml.
 * @param directory the project's `sandbox` folder
 * @throws Error that names the file when a manifest is broken or two runtimes claim one language
 */
export async function readRuntimes(directory: string): Promise<LanguageRuntime[]> {
  const root = path.join(directory, 'runtimes');
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted((a, b) => a.localeCompare(b));
  return languagesOf(
    await Promise.all(
      folders.map(async (folder) => {
        const file = path.join(root, folder, 'runtime.yaml');
        return { file, folder, text: await readFile(file, 'utf8') };
      }),
    ),
  );
}
