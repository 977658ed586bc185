import path from 'node:path';
import {
  durationSchema,
  languageSchema,
  serviceSchema,
  sizeSchema,
  type Kind,
  type Service,
} from '@assay/contracts';
import { z } from 'zod';
import { parseManifest, readManifests, type ManifestSource } from './manifest-file';

const needsSchema = z.strictObject({
  /** Out: bytes. */
  memory: sizeSchema.optional(),
  /** Processes and threads. */
  processes: z.int().min(1).max(4_096).optional(),
  openFiles: z.int().min(64).max(65_536).optional(),
  /** Time from the go until it listens. Out: milliseconds. */
  start: durationSchema.optional(),
  /** Room for the files and what is compiled from them. Out: bytes. */
  app: sizeSchema.optional(),
  /** Room of /tmp. Out: bytes. */
  tmp: sizeSchema.optional(),
});

/** The least that a subject of a runtime gets, as measured. A challenge's own limits count where they are higher. */
export type RuntimeNeeds = z.infer<typeof needsSchema>;

/** A path below the submission's root. */
const entrySchema = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/);

const runtimeManifestSchema = z.strictObject({
  schema: z.literal(1),
  /** Shown to people, such as "Node 24". */
  title: z.string().min(1),
  /** The waiting process: program and arguments, as they are in the image. */
  command: z.array(z.string().min(1)).min(1),
  /** What a solution may import with no install, such as "Express 5". */
  frameworks: z.array(z.string().min(1)).default([]),
  needs: needsSchema.default({}),
  languages: z
    .array(
      z.strictObject({
        id: languageSchema,
        name: z.string().min(1),
        /** The file that a service or a program starts with. */
        entry: entrySchema,
        /**
         * How a program of the built files is started, once for each run: command and arguments. Without it the language
         * is none for challenges of kind `program`.
         */
        program: z.array(z.string().min(1)).min(1).optional(),
        /**
         * Functions: the file that holds them, and the command that answers calls of them. Without it the language is none
         * for challenges of kind `function`.
         */
        function: z
          .strictObject({ entry: entrySchema, command: z.array(z.string().min(1)).min(1) })
          .optional(),
        /** What the browser's editor calls it. */
        editor: z.string().min(1).default('plaintext'),
        /** The one service that this language is spoken to: a slot for it starts no other. */
        service: serviceSchema.optional(),
      }),
    )
    .min(1),
});

/** A language that a folder under `sandbox/runtimes/` offers. */
export interface LanguageRuntime {
  readonly id: string;
  readonly name: string;
  /** The folder's name. */
  readonly folder: string;
  /** Title of its runtime, such as "Node 24". */
  readonly runtime: string;
  readonly frameworks: readonly string[];
  readonly needs: RuntimeNeeds;
  readonly entry: string;
  readonly program?: readonly string[] | undefined;
  readonly function?: { readonly entry: string; readonly command: readonly string[] } | undefined;
  readonly editor: string;
  readonly service?: Service | undefined;
  readonly image: string;
  readonly command: readonly string[];
}

/** The file that a submission of this kind must have, below its root. Undefined where the language is none for the kind. */
export function entryOf(runtime: LanguageRuntime, kind: Kind): string | undefined {
  if (kind === 'function') return runtime.function?.entry;
  if (kind === 'program' && runtime.program === undefined) return undefined;
  return runtime.entry;
}

/** The services that a slot has for a language: all of the challenge's, or the one that the language is spoken to. */
export function servicesFor(runtime: LanguageRuntime, ofChallenge: readonly Service[]): readonly Service[] {
  return runtime.service === undefined ? ofChallenge : ofChallenge.filter((id) => id === runtime.service);
}

/**
 * The languages that runtimes offer, in their order.
 * @throws Error that names the file when a manifest is broken or two runtimes claim one language
 */
export function languagesOf(sources: readonly ManifestSource[]): LanguageRuntime[] {
  const found = new Map<string, LanguageRuntime>();
  for (const source of sources) {
    const { title, command, frameworks, needs, languages } = parseManifest(source, runtimeManifestSchema);
    for (const language of languages) {
      if (found.has(language.id))
        throw new Error(`${source.file}: the language "${language.id}" is offered by two runtimes`);
      found.set(language.id, {
        ...language,
        folder: source.folder,
        runtime: title,
        frameworks,
        needs,
        image: `assay/runtime-${source.folder}:latest`,
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
  return languagesOf(await readManifests(path.join(directory, 'runtimes'), 'runtime.yaml'));
}
