import { lstat } from 'node:fs/promises';
import path from 'node:path';
import {
  slugSchema,
  type ChallengeManifest,
  type Language,
  type Service,
  type SourceFile,
  type TestDefinition,
} from '@assay/contracts';
import { collectTests, compileSuite, SuiteError } from './compile-suite';
import { readExpectation } from './expectations';
import { FaultList, lineOf } from './fault-list';
import { pinnedHash, readFolderFiles, type FolderFiles } from './folder-files';
import type {
  ExpectedSubmission,
  LoadedChallenge,
  LoadOptions,
  LoadResult,
  ServiceFile,
} from './loaded-challenge';
import { languageOfReference } from './loaded-challenge';
import { MANIFEST_FILE, readManifest } from './manifest';
import { checkReadOnly } from './read-only';
import { checkTests, STATEMENT_FILE } from './requirements';
import { knownServiceFiles, serviceFileFaults } from './service-files';
import { invalidUtf8Offset, readSourceFolder, SourceFolderError } from './source-folder';
import type { YamlFile } from './yaml-file';

/**
 * Reads a challenge folder, checks all of it, and compiles its suite. The folder's name is the slug. Every fault found
 * is returned, with file and line; nothing is thrown for what an author can get wrong.
 */
export async function loadChallenge(dir: string, options: LoadOptions = {}): Promise<LoadResult> {
  const slug = path.basename(path.resolve(dir));
  const faults = new FaultList(slug);
  const challenge = await new Loader(path.resolve(dir), slug, options, faults).load();
  if (challenge === undefined || faults.any) return { ok: false, faults: faults.faults };
  return { ok: true, challenge };
}

class Loader {
  #files: FolderFiles = new Map();

  constructor(
    private readonly dir: string,
    private readonly slug: string,
    private readonly options: LoadOptions,
    private readonly faults: FaultList,
  ) {}

  async load(): Promise<LoadedChallenge | undefined> {
    const { dir, slug, options, faults } = this;
    if (!(await this.#isFolder())) return undefined;
    this.#files = await readFolderFiles(dir, faults);
    const manifestText = this.#text(MANIFEST_FILE);
    const statement = this.#text(STATEMENT_FILE);
    if (manifestText === undefined || statement === undefined) return undefined;
    const manifest = readManifest(manifestText, options, faults);
    if (manifest === undefined) return undefined;

    const services = this.#services(manifest);
    const starters = await this.#starters(manifest);
    const references = options.packed === true ? {} : await this.#references(manifest);
    const submissions = options.packed === true ? [] : await this.#submissions(manifest.value);
    checkReadOnly(manifest, starters, references, faults);
    const suite = await this.#suite(manifest, statement);
    if (suite === undefined) return undefined;
    const review = this.#files.has('review.md') ? this.#text('review.md') : undefined;
    const hash = pinnedHash(this.#files);
    return {
      slug,
      dir,
      hash,
      manifest: manifest.value,
      statement,
      starters,
      references,
      submissions,
      ...suite,
      services,
      review,
    };
  }

  async #isFolder(): Promise<boolean> {
    const stat = await lstat(this.dir).catch(() => undefined);
    if (stat?.isDirectory() !== true) {
      this.faults.add(
        '.',
        null,
        stat?.isSymbolicLink() === true ? 'symbolic links are not allowed' : 'is not a folder',
      );
      return false;
    }
    const named = slugSchema.safeParse(this.slug);
    if (!named.success)
      this.faults.add(
        '.',
        null,
        `the folder's name is the challenge's slug, and ${named.error.issues[0]?.message ?? 'is not one'}`,
      );
    return named.success;
  }

  /** A file that must be there, as text. */
  #text(file: string): string | undefined {
    const bytes = this.#files.get(file);
    if (bytes === undefined) {
      this.faults.add(file, null, 'is missing');
      return undefined;
    }
    const offset = invalidUtf8Offset(bytes);
    if (offset !== undefined) {
      this.faults.add(file, null, `is not UTF-8: the byte at offset ${offset} is not valid`);
      return undefined;
    }
    return bytes.toString('utf8');
  }

  #services(manifest: YamlFile<ChallengeManifest>): LoadedChallenge['services'] {
    const { services } = manifest.value;
    for (const [index, service] of services.entries()) {
      if (services.indexOf(service) !== index)
        this.faults.add(MANIFEST_FILE, manifest.line('services', index), `"${service}" is listed twice`);
    }
    for (const folder of this.#foldersIn('services')) {
      if (services.some((service) => service === folder)) continue;
      this.faults.add(
        `services/${folder}`,
        null,
        `${MANIFEST_FILE} does not ask for this service; add it to "services"`,
      );
    }
    return Object.fromEntries(services.map((service) => [service, this.#serviceFiles(service)]));
  }

  #serviceFiles(service: Service): ServiceFile[] {
    const folder = `services/${service}/`;
    const files = [...this.#files]
      .filter(([file]) => file.startsWith(folder))
      .map(([file, content]) => ({ path: file.slice(folder.length), content }));
    const { unknown, missing } = serviceFileFaults(
      service,
      files.map((file) => file.path),
    );
    for (const file of missing) this.faults.add(folder + file, null, 'is missing');
    for (const file of unknown)
      this.faults.add(folder + file, null, `is not known; ${folder} holds ${knownServiceFiles(service)}`);
    // What is text must be readable as such: a database would refuse it later, with less to say.
    for (const file of files) this.#text(folder + file.path);
    return files;
  }

  /** The starters: one folder for each language of the manifest, and no other. */
  async #starters(manifest: YamlFile<ChallengeManifest>): Promise<Record<Language, SourceFile[]>> {
    return this.#solutions(manifest, 'starter', this.#foldersIn('starter'));
  }

  /** The references: one for each language, and further ones in folders such as `python.django`. */
  async #references(manifest: YamlFile<ChallengeManifest>): Promise<Record<string, SourceFile[]>> {
    return this.#solutions(manifest, 'reference', this.#foldersIn('reference'));
  }

  async #solutions(
    manifest: YamlFile<ChallengeManifest>,
    kind: 'starter' | 'reference',
    names: readonly string[],
  ): Promise<Record<string, SourceFile[]>> {
    const { languages } = manifest.value;
    const solutions: Record<string, SourceFile[]> = {};
    for (const [index, language] of languages.entries()) {
      if (names.includes(language)) continue;
      this.faults.add(
        MANIFEST_FILE,
        manifest.line('languages', index),
        `language "${language}" has no folder ${kind}/${language}/`,
      );
    }
    for (const name of names) {
      const language = kind === 'reference' ? languageOfReference(name) : name;
      if (!languages.includes(language)) {
        this.faults.add(`${kind}/${name}`, null, `${MANIFEST_FILE} does not list the language "${language}"`);
        continue;
      }
      const files = await this.#sourceFolder(`${kind}/${name}`);
      if (files !== undefined) solutions[name] = files;
    }
    return solutions;
  }

  async #submissions(manifest: ChallengeManifest): Promise<ExpectedSubmission[]> {
    const submissions: ExpectedSubmission[] = [];
    const names = this.#foldersIn('submissions');
    for (const name of names) {
      if (!slugSchema.safeParse(name).success) {
        this.faults.add(`submissions/${name}`, null, 'must be named in lower-case words joined by hyphens');
      }
      const text = this.#text(`submissions/${name}/expect.yaml`);
      const expectation = text === undefined ? undefined : readExpectation(name, text, manifest, this.faults);
      const files = await this.#sourceFolder(`submissions/${name}`);
      if (expectation !== undefined && files !== undefined) submissions.push({ name, expectation, files });
    }
    if (!names.some((name) => name.startsWith('cheat-'))) {
      this.faults.add('submissions', null, 'there is no cheat; add at least one folder submissions/cheat-…');
    }
    return submissions;
  }

  async #sourceFolder(folder: string): Promise<SourceFile[] | undefined> {
    try {
      return await readSourceFolder(path.join(this.dir, folder));
    } catch (error) {
      if (!(error instanceof SourceFolderError)) throw error;
      this.faults.add(error.file === undefined ? folder : `${folder}/${error.file}`, null, error.message);
      return undefined;
    }
  }

  async #suite(
    manifest: YamlFile<ChallengeManifest>,
    statement: string,
  ): Promise<{ tests: TestDefinition[]; bundle: string } | undefined> {
    const files = [...this.#files.keys()].filter((file) => /^tests\/.*\.test\.ts$/.test(file));
    if (files.length === 0) {
      this.faults.add('tests', null, 'there is no test; add a file tests/….test.ts');
      return undefined;
    }
    const sources = new Map(files.map((file) => [file, this.#text(file) ?? '']));
    try {
      const bundle = await compileSuite(this.dir, files);
      const tests = await collectTests(bundle);
      checkTests(tests, manifest, statement, sources, this.faults);
      return { tests, bundle };
    } catch (error) {
      if (!(error instanceof SuiteError)) throw error;
      for (const fault of error.faults) {
        const id = /^test "([^"]*)"/.exec(fault.message)?.[1];
        const line =
          fault.line ?? (id === undefined ? null : lineOf(sources.get(fault.file) ?? '', literal(id)));
        this.faults.add(fault.file, line, fault.message);
      }
      return undefined;
    }
  }

  #foldersIn(folder: string): string[] {
    const inside = [...this.#files.keys()].filter((file) => file.startsWith(`${folder}/`));
    return [...new Set(inside.map((file) => file.split('/')[1] ?? ''))].sort();
  }
}

function literal(text: string): RegExp {
  return new RegExp(`['"\`]${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"\`]`);
}
