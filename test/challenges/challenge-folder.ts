import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const FILES: Record<string, string> = {
  'challenge.yaml': `schema: 1
id: 0b8f6a52-6f0e-4a3c-9c4e-1f2d3a4b5c6d
version: 1.0.0
title: Tiny
kind: service
topics: [api/rest]
difficulty: introductory
minutes: 5
languages: [javascript]
services: [postgresql]
limits: { wall: 10s, cpu: 1, memory: 128MiB, processes: 32, output: 64KiB }
groups:
  - { id: gate, title: Works, weight: 0, visibility: sample }
  - { id: points, title: Right, weight: 100, visibility: hidden, requires: [gate] }
license: CC-BY-4.0
authors: [An author]
`,
  'statement.md': '# Tiny\n\nIt answers. [R1]\n\nIt is right. [R2]\n',
  'review.md': 'Look at it.\n',
  'starter/javascript/main.js': '// begin here\n',
  'reference/javascript/main.js': '// done\n',
  'submissions/wrong/expect.yaml': 'language: javascript\nfails: [points]\nabout: Wrong.\n',
  'submissions/wrong/main.js': '// wrong\n',
  'submissions/cheat-none/expect.yaml': 'language: javascript\nfails: all\nabout: Does nothing.\n',
  'submissions/cheat-none/main.js': '// nothing\n',
  'services/postgresql/schema.sql': 'CREATE TABLE things (id int);\n',
  'tests/tiny.test.ts': `import { test } from '@assay/testkit';
test({ id: 'answers', group: 'gate', title: 'It answers', requirements: ['R1'] }, async () => {});
test({ id: 'is-right', group: 'points', title: 'It is right', requirements: ['R2'], timeout: '2s' }, async () => {});
`,
};

/** A folder of challenges on disk, with builders for what an author does to them. */
export class ChallengesFolder {
  private constructor(readonly dir: string) {}

  static async create(): Promise<ChallengesFolder> {
    return new ChallengesFolder(await mkdtemp(path.join(os.tmpdir(), 'assay-challenges-')));
  }

  path(...parts: string[]): string {
    return path.join(this.dir, ...parts);
  }

  /** A small challenge that passes every check; each has the same id unless it is edited. */
  async add(slug: string): Promise<string> {
    for (const [file, text] of Object.entries(FILES)) await this.write(slug, file, text);
    return this.path(slug);
  }

  async write(slug: string, file: string, content: string | Buffer): Promise<void> {
    const target = this.path(slug, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }

  /** Replaces a text that must be there. */
  async edit(slug: string, file: string, from: string, to: string): Promise<void> {
    const text = await readFile(this.path(slug, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    await this.write(slug, file, text.replace(from, to));
  }

  async copy(from: string, to: string): Promise<void> {
    await cp(this.path(from), this.path(to), { recursive: true });
  }

  async remove(...parts: string[]): Promise<void> {
    await rm(this.path(...parts), { recursive: true, force: true });
  }
}
